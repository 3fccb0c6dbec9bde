package dev.hindsight.emulator;

import dev.hindsight.emulator.board.MachineRevision;
import dev.hindsight.emulator.recording.ConfigurationEntry;
import dev.hindsight.emulator.recording.GuestFile;
import dev.hindsight.emulator.recording.Manifest;
import dev.hindsight.emulator.recording.Recorder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Which files a guest is made of, byte for byte. */
final class GuestIdentity {
    /** The hash of our own firmware, where it starts the kernel: another version of it makes another history. */
    static final String FIRMWARE = "firmware";

    /** Larger drives are not hashed as a whole: only what the guest reads of them counts. */
    private static final long LARGE = 16 << 20;

    private final List<GuestParts.Part> parts;
    private final Manifest manifest;

    private GuestIdentity(List<GuestParts.Part> parts, Manifest manifest) {
        this.parts = parts;
        this.manifest = manifest;
    }

    static GuestIdentity of(GuestConfig config, boolean embed) {
        return of(config, part -> file(part, embed));
    }

    /** With the hash of each file as a whole, for when it is too late to hear what the guest reads of it. */
    static GuestIdentity whole(GuestConfig config) {
        return of(config, part -> file(part, false, Optional.of(sha256(part.path()))));
    }

    private static GuestIdentity of(GuestConfig config, Function<GuestParts.Part, GuestFile> identify) {
        List<GuestParts.Part> parts = GuestParts.of(config);
        List<GuestFile> files = parts.stream().map(identify).toList();
        List<ConfigurationEntry> settings = new ArrayList<>(GuestSettings.of(config));
        settings.add(new ConfigurationEntry(Manifest.REVISION, Integer.toString(MachineRevision.CURRENT)));
        if (usesOwnFirmware(config)) {
            settings.add(new ConfigurationEntry(FIRMWARE, ownFirmware()));
        }
        String writer = "hindsight "
                + Optional.ofNullable(GuestIdentity.class.getPackage().getImplementationVersion())
                        .orElse("(not from a jar)");
        return new GuestIdentity(parts, new Manifest(writer, settings, files));
    }

    static boolean usesOwnFirmware(GuestConfig config) {
        return config.files().kernel().isPresent() && config.files().bios().isEmpty();
    }

    static String ownFirmware() {
        byte[] bytes = GuestReader.ownFirmware();
        Sha256 sha = new Sha256();
        sha.add(bytes, bytes.length);
        return sha.hex();
    }

    private static GuestFile file(GuestParts.Part part, boolean embed) {
        long size = HostFile.size(part.path());
        boolean inParts = part.role().equals(GuestParts.DRIVE) && size > LARGE && !embed;
        return file(part, embed, inParts ? Optional.empty() : Optional.of(sha256(part.path())));
    }

    private static GuestFile file(GuestParts.Part part, boolean embed, Optional<String> hash) {
        Path path = part.path().toAbsolutePath();
        return new GuestFile(part.role(), path.toString(), HostFile.size(path), hash, embed);
    }

    static String sha256(Path path) {
        Sha256 sha = new Sha256();
        HostFile.read(path, sha::add);
        return sha.hex();
    }

    Manifest manifest() {
        return manifest;
    }

    /** Puts into the recording what is to be inside. */
    void embed(Recorder recorder) {
        for (int i = 0; i < parts.size(); i++) {
            int number = i;
            if (manifest.files().get(i).embedded()) {
                HostFile.read(parts.get(i).path(), (buffer, count) -> recorder.embed(number, buffer, count));
            }
        }
    }
}
