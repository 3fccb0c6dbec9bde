package dev.hindsight.emulator;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of a guest: a program, or a kernel with what it needs, as QEMU takes them.
 *
 * @param program an ELF that runs on its own
 * @param kernel an ELF or an image that firmware starts
 * @param bios firmware: an ELF, or bytes at the beginning of RAM; a kernel without it is started by our own
 * @param initrd the kernel's initial RAM disk
 * @param arguments the kernel's command line
 */
public record GuestFiles(
        Optional<Path> program,
        Optional<Path> kernel,
        Optional<Path> bios,
        Optional<Path> initrd,
        Optional<String> arguments) {
    public GuestFiles {
        boolean boots = kernel.isPresent() || bios.isPresent();
        if (program.isPresent() && (boots || initrd.isPresent() || arguments.isPresent())) {
            throw new GuestException("Name either an ELF, or a kernel, bios, initrd and append, not both.");
        }
        if (program.isEmpty() && !boots) {
            throw new GuestException("The guest is missing: name an ELF or a kernel.");
        }
        if (initrd.isPresent() && kernel.isEmpty()) {
            throw new GuestException("An initrd needs a kernel: name one.");
        }
        if (arguments.isPresent() && kernel.isEmpty()) {
            throw new GuestException("A command line (append) needs a kernel: name one.");
        }
    }

    public static GuestFiles program(Path elf) {
        return new GuestFiles(Optional.of(elf), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** What may have debug information, the first choice first. */
    public List<Path> code() {
        return Stream.of(program, kernel, bios).flatMap(Optional::stream).toList();
    }
}
