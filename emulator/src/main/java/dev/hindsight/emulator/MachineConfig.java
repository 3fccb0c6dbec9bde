package dev.hindsight.emulator;

import dev.hindsight.emulator.board.BoardDescription;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The machine to run a guest on. What is empty, the board decides.
 *
 * @param board the name of one of {@link #BUNDLED_BOARDS}, or the path of a description
 * @param isa as in {@code rv64gc_zba}
 * @param memory bytes of RAM
 * @param drives disk images, which are never written
 * @param start the date at reset, in seconds since 1970
 * @param stepsPerSecond guest time runs this many steps a second
 * @param htif whether a program with the symbol {@code tohost} speaks to its host there, as on Spike
 */
public record MachineConfig(
        String board,
        Optional<String> isa,
        int harts,
        OptionalLong memory,
        List<Path> drives,
        long start,
        long stepsPerSecond,
        boolean htif) {
    public static final String VIRT = "virt";
    public static final List<String> BUNDLED_BOARDS = BoardDescription.BUNDLED;
    /** One hart on QEMU's virt. */
    public static final MachineConfig STANDARD = new MachineConfig(
            VIRT, Optional.empty(), 1, OptionalLong.empty(), List.of(), StartDate.STANDARD, 1_000_000_000, true);

    private static final long PAGE = 4096;
    private static final long LARGEST_MEMORY = (2L << 30) - PAGE; // RAM is one array

    /** With HTIF for a program that knows it. */
    public MachineConfig(
            String board,
            Optional<String> isa,
            int harts,
            OptionalLong memory,
            List<Path> drives,
            long start,
            long stepsPerSecond) {
        this(board, isa, harts, memory, drives, start, stepsPerSecond, true);
    }

    public MachineConfig {
        drives = List.copyOf(drives);
        if (memory.isPresent()) {
            check(memory.getAsLong());
        }
        if (harts < 1 || harts > 8) {
            throw new GuestException("A machine has from 1 to 8 harts, not " + harts + ".");
        }
        if (stepsPerSecond < 1) {
            throw new GuestException("The clock must make at least one step per second.");
        }
    }

    /** The file that describes the board, where it is none of the bundled ones. */
    public Optional<Path> boardFile() {
        return boardFile(board);
    }

    /** As {@link #boardFile()}, of what a user calls a board. */
    public static Optional<Path> boardFile(String board) {
        try {
            return BUNDLED_BOARDS.contains(board) ? Optional.empty() : Optional.of(Path.of(board));
        } catch (InvalidPathException e) {
            throw unknownBoard(board);
        }
    }

    static GuestException unknownBoard(String board) {
        return new GuestException(
                "%s does not exist. The bundled boards are %s.".formatted(board, String.join(", ", BUNDLED_BOARDS)));
    }

    private static void check(long memory) {
        if (memory < PAGE || memory > LARGEST_MEMORY || memory % PAGE != 0) {
            throw new GuestException(
                    "Memory must be a multiple of 4K from 4K to a page less than 2G, not " + Size.format(memory) + ".");
        }
    }

    /** Without HTIF, also for a program that has the symbol {@code tohost}. */
    public MachineConfig withoutHtif() {
        return new MachineConfig(board, isa, harts, memory, drives, start, stepsPerSecond, false);
    }

    public MachineConfig withMemory(long bytes) {
        return new MachineConfig(board, isa, harts, OptionalLong.of(bytes), drives, start, stepsPerSecond, htif);
    }

    public MachineConfig withDrives(Path... images) {
        return new MachineConfig(board, isa, harts, memory, List.of(images), start, stepsPerSecond, htif);
    }

    public MachineConfig withHarts(int count) {
        return new MachineConfig(board, isa, count, memory, drives, start, stepsPerSecond, htif);
    }

    public MachineConfig withIsa(String name) {
        return new MachineConfig(board, Optional.of(name), harts, memory, drives, start, stepsPerSecond, htif);
    }

    public MachineConfig withBoard(String name) {
        return new MachineConfig(name, isa, harts, memory, drives, start, stepsPerSecond, htif);
    }
}
