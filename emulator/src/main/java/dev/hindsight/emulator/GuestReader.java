package dev.hindsight.emulator;

import dev.hindsight.emulator.board.BoardDescription;
import dev.hindsight.emulator.board.Guest;
import dev.hindsight.emulator.board.Hardware;
import dev.hindsight.emulator.board.Image;
import dev.hindsight.emulator.device.DiskImage;
import dev.hindsight.emulator.elf.ElfFile;
import dev.hindsight.emulator.isa.Isa;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads all the files that a configuration names. */
final class GuestReader {
    private static final String FIRMWARE = "firmware/hindsight-sbi-rv%d.elf";

    private GuestReader() {}

    /** Opens the image of a drive, which are counted from 0. */
    interface Drives {
        DiskImage open(int number, Path path);
    }

    static Hardware hardware(MachineConfig config, Drives drives) {
        BoardDescription board = board(config);
        return new Hardware(
                config.memory().isPresent() ? board.withMemory(config.memory().getAsLong()) : board,
                config.isa()
                        .map(Isa::parse)
                        .map(isa -> isa.withModesOf(board.isas().get(0))),
                config.harts(),
                config.start(),
                config.stepsPerSecond(),
                IntStream.range(0, config.drives().size())
                        .mapToObj(i -> drives.open(i, config.drives().get(i)))
                        .toList(),
                config.htif());
    }

    private static BoardDescription board(MachineConfig config) {
        return config.boardFile()
                .map(path -> BoardDescription.parse(name(path), HostFile.text(path)))
                .orElseGet(() -> BoardDescription.bundled(config.board()));
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

    /** The bytes of all that may stand in for a missing bios. */
    static byte[] ownFirmware() {
        byte[] narrow = HostFile.resource(FIRMWARE.formatted(32));
        byte[] wide = HostFile.resource(FIRMWARE.formatted(64));
        byte[] both = Arrays.copyOf(narrow, narrow.length + wide.length);
        System.arraycopy(wide, 0, both, narrow.length, wide.length);
        return both;
    }

    private static Image image(Path path) {
        return Image.of(name(path), HostFile.read(path));
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
