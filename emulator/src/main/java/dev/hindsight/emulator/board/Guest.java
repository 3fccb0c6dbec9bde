package dev.hindsight.emulator.board;

import java.util.Optional;

/**
 * What a board starts with: a program of its own, or firmware that starts a kernel.
 *
 * @param first what runs first: the program, or the firmware
 * @param kernel what firmware goes on with
 * @param arguments the kernel's command line
 */
public record Guest(Image first, Optional<Image> kernel, Optional<Image> initrd, String arguments) {
    public static Guest program(Image image) {
        return new Guest(image, Optional.empty(), Optional.empty(), "");
    }
}
