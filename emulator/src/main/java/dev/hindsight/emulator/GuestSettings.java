package dev.hindsight.emulator;

import dev.hindsight.emulator.recording.ConfigurationEntry;
import dev.hindsight.emulator.recording.Manifest;
import dev.hindsight.emulator.recording.RecordingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;

/** A configuration, apart from its files, as the settings of a recording and back. Their names are the options'. */
public final class GuestSettings {
    /** The name of a bundled board, where it is not virt; a board of the user's is a file. */
    public static final String BOARD = "board";

    public static final String ISA = "isa";
    public static final String HARTS = "harts";
    public static final String MEMORY = "memory";
    public static final String RTC = "rtc";
    public static final String CLOCK = "clock";
    public static final String APPEND = "append";

    private static final String HTIF = "htif";
    private static final String HISTORY = "history";
    private static final String PACE = "pace";

    private GuestSettings() {}

    static List<ConfigurationEntry> of(GuestConfig config) {
        MachineConfig machine = config.machine();
        List<ConfigurationEntry> settings = new ArrayList<>();
        config.files().arguments().ifPresent(text -> settings.add(new ConfigurationEntry(APPEND, text)));
        if (machine.boardFile().isEmpty() && !machine.board().equals(MachineConfig.VIRT)) {
            settings.add(new ConfigurationEntry(BOARD, machine.board()));
        }
        machine.isa().ifPresent(isa -> settings.add(new ConfigurationEntry(ISA, isa)));
        settings.add(new ConfigurationEntry(HARTS, Integer.toString(machine.harts())));
        machine.memory().ifPresent(bytes -> settings.add(new ConfigurationEntry(MEMORY, Size.format(bytes))));
        settings.add(new ConfigurationEntry(RTC, Long.toString(machine.start())));
        settings.add(new ConfigurationEntry(CLOCK, Long.toString(machine.stepsPerSecond())));
        if (!machine.htif()) {
            settings.add(new ConfigurationEntry(HTIF, "no"));
        }
        settings.add(new ConfigurationEntry(HISTORY, Size.format(config.history())));
        settings.add(new ConfigurationEntry(PACE, config.pace() ? "yes" : "no"));
        return settings;
    }

    /** {@code path} says where the files of a role are now, in order. */
    static GuestConfig config(Manifest manifest, BiFunction<String, Integer, Optional<Path>> path) {
        try {
            return new GuestConfig(
                    files(manifest, path),
                    machine(manifest, path),
                    size(manifest, HISTORY),
                    !"no".equals(text(manifest, PACE)));
        } catch (NumberFormatException e) {
            throw new RecordingException("The configuration in the recording is invalid: " + e.getMessage() + ".");
        }
    }

    private static GuestFiles files(Manifest manifest, BiFunction<String, Integer, Optional<Path>> path) {
        return new GuestFiles(
                path.apply(GuestParts.PROGRAM, 0),
                path.apply(GuestParts.KERNEL, 0),
                path.apply(GuestParts.BIOS, 0),
                path.apply(GuestParts.INITRD, 0),
                manifest.setting(APPEND));
    }

    private static MachineConfig machine(Manifest manifest, BiFunction<String, Integer, Optional<Path>> path) {
        List<Path> drives = new ArrayList<>();
        for (Optional<Path> drive = path.apply(GuestParts.DRIVE, 0);
                drive.isPresent();
                drive = path.apply(GuestParts.DRIVE, drives.size())) {
            drives.add(drive.get());
        }
        return new MachineConfig(
                path.apply(GuestParts.BOARD, 0)
                        .map(Path::toString)
                        .or(() -> manifest.setting(BOARD))
                        .orElse(MachineConfig.VIRT),
                manifest.setting(ISA),
                Integer.parseInt(text(manifest, HARTS)),
                manifest.setting(MEMORY).map(Size::parse).map(OptionalLong::of).orElse(OptionalLong.empty()),
                drives,
                Long.parseLong(text(manifest, RTC)),
                Long.parseLong(text(manifest, CLOCK)),
                !manifest.setting(HTIF).equals(Optional.of("no")));
    }

    private static long size(Manifest manifest, String name) {
        return Size.parse(text(manifest, name));
    }

    private static String text(Manifest manifest, String name) {
        return manifest.setting(name)
                .orElseThrow(() -> new RecordingException("The recording does not contain the setting " + name + "."));
    }
}
