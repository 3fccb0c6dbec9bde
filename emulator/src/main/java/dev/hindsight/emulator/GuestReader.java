package dev.hindsight.emulator;

import dev.hindsight.emulator.board.BoardDescription;
import dev.hindsight.emulator.board.Guest;
import dev.hindsight.emulator.board.Hardware;
import dev.hindsight.emulator.board.Image;
import dev.hindsight.emulator.elf.ElfFile;
import dev.hindsight.emulator.isa.Isa;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads all the files that a configuration names. */
final class GuestReader {
    private static final String FIRMWARE = "firmware/hindsight-sbi-rv%d.elf";

    private GuestReader() {}

    static Hardware hardware(MachineConfig config) {
        BoardDescription board = board(config.board());
        return new Hardware(
                config.memory().isPresent() ? board.withMemory(config.memory().getAsLong()) : board,
                config.isa()
                        .map(Isa::parse)
                        .map(isa -> isa.withModesOf(board.isas().get(0))),
                config.harts(),
                config.start(),
                config.stepsPerSecond(),
                config.drives().stream().map(HostDisk::open).toList());
    }

    private static BoardDescription board(String name) {
        if (name.equals(MachineConfig.VIRT)) {
            return BoardDescription.virt();
        }
        try {
            Path path = Path.of(name);
            return BoardDescription.parse(String.valueOf(path.getFileName()), HostFile.text(path));
        } catch (InvalidPathException e) {
            throw new GuestException("\"" + name + "\" is neither virt nor the path of a board description.");
        }
    }

    static Guest guest(GuestFiles files, Hardware hardware) {
        if (files.program().isPresent()) {
            return Guest.program(Image.of(ElfFile.read(files.program().get())));
        }
        Optional<Image> kernel = files.kernel().map(GuestReader::image);
        Image firmware = files.bios().map(GuestReader::image).orElseGet(() -> firmware(kernel, hardware));
        Optional<Image> initrd = files.initrd().map(path -> Image.data(name(path), HostFile.read(path)));
        return new Guest(firmware, kernel, initrd, files.arguments().orElse(""));
    }

    /** Our own, for a kernel of this width. */
    private static Image firmware(Optional<Image> kernel, Hardware hardware) {
        int xlen = kernel.flatMap(Image::xlen).orElse(hardware.xlen());
        String name = FIRMWARE.formatted(xlen);
        return Image.of(name.substring(name.indexOf('/') + 1), HostFile.resource(name));
    }

    private static Image image(Path path) {
        return Image.of(name(path), HostFile.read(path));
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
