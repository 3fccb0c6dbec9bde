package dev.hindsight.emulator;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The host files of a guest, each by its role, in the order in which a recording counts them. */
final class GuestParts {
    static final String PROGRAM = "program";
    static final String KERNEL = "kernel";
    static final String BIOS = "bios";
    static final String INITRD = "initrd";
    static final String BOARD = "board";
    static final String DRIVE = "drive";

    record Part(String role, Path path) {}

    private GuestParts() {}

    static List<Part> of(GuestConfig config) {
        List<Part> parts = new ArrayList<>();
        GuestFiles files = config.files();
        files.program().ifPresent(path -> parts.add(new Part(PROGRAM, path)));
        files.kernel().ifPresent(path -> parts.add(new Part(KERNEL, path)));
        files.bios().ifPresent(path -> parts.add(new Part(BIOS, path)));
        files.initrd().ifPresent(path -> parts.add(new Part(INITRD, path)));
        config.machine().boardFile().ifPresent(path -> {
            if (!HostFile.exists(path)) {
                throw MachineConfig.unknownBoard(config.machine().board());
            }
            parts.add(new Part(BOARD, path));
        });
        config.machine().drives().forEach(path -> parts.add(new Part(DRIVE, path)));
        return parts;
    }
}
