package dev.hindsight.emulator.lockstep;

import java.util.List;
import java.util.Random;

/** Random choices, with a liking for edges. */
final class Dice {
    /** All but those of {@link LoggingProgram}. */
    private static final int[] REGISTERS = {
        0, 1, 2, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
    };

    private static final long[] EDGES = {
        0,
        1,
        2,
        3,
        -1,
        -2,
        0x7f,
        0x80,
        0xff,
        0x7fff,
        0x8000,
        0xffff,
        0x7fff_ffff,
        0x8000_0000L,
        0xffff_ffffL,
        0x1_0000_0000L,
        Long.MIN_VALUE,
        Long.MAX_VALUE,
        0x8000_0000_8000_0000L,
        0x7fff_ffff_7fff_ffffL
    };

    private final Random random;

    Dice(long seed) {
        this.random = new Random(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean oneIn(int chances) {
        return random.nextInt(chances) == 0;
    }

    int bits() {
        return random.nextInt();
    }

    <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** x0 now and then. */
    int register() {
        return REGISTERS[random.nextInt(REGISTERS.length)];
    }

    int registerBut(int... others) {
        while (true) {
            int register = register();
            boolean taken = register == 0;
            for (int other : others) {
                taken |= register == other;
            }
            if (!taken) {
                return register;
            }
        }
    }

    static boolean isFree(int register) {
        return register < 3 || register > 7;
    }

    long integer() {
        return switch (random.nextInt(6)) {
            case 0 -> EDGES[random.nextInt(EDGES.length)];
            case 1 -> EDGES[random.nextInt(EDGES.length)] + random.nextInt(5) - 2;
            case 2 -> 1L << random.nextInt(64);
            case 3 -> random.nextInt();
            case 4 -> random.nextInt(200) - 100;
            default -> random.nextLong();
        };
    }
}
