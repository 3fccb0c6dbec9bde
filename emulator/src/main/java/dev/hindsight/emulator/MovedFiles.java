package dev.hindsight.emulator;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where a guest's files are now, for a recording whose files were moved; what is empty is where it was. */
public record MovedFiles(
        Optional<Path> program,
        Optional<Path> kernel,
        Optional<Path> bios,
        Optional<Path> initrd,
        Optional<Path> board,
        List<Path> drives) {
    public static final MovedFiles NONE = new MovedFiles(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());

    public MovedFiles {
        drives = List.copyOf(drives);
    }

    public static MovedFiles program(Path elf) {
        return new MovedFiles(
                Optional.of(elf), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    /** The {@code number}th file of a role. */
    Optional<Path> of(String role, int number) {
        return switch (role) {
            case GuestParts.PROGRAM -> program;
            case GuestParts.KERNEL -> kernel;
            case GuestParts.BIOS -> bios;
            case GuestParts.INITRD -> initrd;
            case GuestParts.BOARD -> board;
            default -> number < drives.size() ? Optional.of(drives.get(number)) : Optional.empty();
        };
    }
}
