package dev.hindsight.emulator.recording;

import dev.hindsight.emulator.state.Packer;
import dev.hindsight.emulator.state.Unpacker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a recording was made of.
 *
 * @param writer the version of Hindsight that wrote it
 */
public record Manifest(String writer, List<ConfigurationEntry> settings, List<GuestFile> files) {
    /** The name of the setting that tells the revision of the machine. */
    public static final String REVISION = "revision";

    private static final ConfigurationEntry FIRST_REVISION = new ConfigurationEntry(REVISION, "1");
    private static final int MANY = 10_000;

    public Manifest {
        settings = List.copyOf(settings);
        files = List.copyOf(files);
    }

    public Optional<String> setting(String name) {
        return settings.stream()
                .filter(setting -> setting.name().equals(name))
                .map(ConfigurationEntry::value)
                .findFirst();
    }

    /** The revision of the machine that ran; throws {@link RecordingException} where that is no number. */
    public int revision() {
        try {
            return Integer.parseInt(setting(REVISION).orElse(FIRST_REVISION.value()));
        } catch (NumberFormatException e) {
            throw new RecordingException("The machine revision in the recording is invalid: " + e.getMessage() + ".");
        }
    }

    byte[] pack() {
        Packer packer = new Packer().text(writer).number(settings.size());
        settings.forEach(each -> packer.text(each.name()).text(each.value()));
        packer.number(files.size());
        for (GuestFile file : files) {
            packer.text(file.role())
                    .text(file.path())
                    .number(file.size())
                    .text(file.sha256().orElse(""))
                    .number(file.embedded() ? 1 : 0);
        }
        return packer.toArray();
    }

    static Manifest unpack(Unpacker from) {
        String writer = from.text();
        List<ConfigurationEntry> settings = new ArrayList<>();
        for (int left = from.count(MANY); left > 0; left--) {
            settings.add(new ConfigurationEntry(from.text(), from.text()));
        }
        if (settings.stream().noneMatch(each -> each.name().equals(REVISION))) {
            settings.add(FIRST_REVISION);
        }
        List<GuestFile> files = new ArrayList<>();
        for (int left = from.count(MANY); left > 0; left--) {
            files.add(new GuestFile(
                    from.text(),
                    from.text(),
                    from.number(),
                    Optional.of(from.text()).filter(hash -> !hash.isEmpty()),
                    from.count(1) != 0));
        }
        return new Manifest(writer, settings, files);
    }
}
