package dev.hindsight.emulator.isa;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How an immediate is scattered over an encoding, written as in the manual: {@code "imm 31:25=11:5 11:7=4:0"} says that
 * instruction bits 31 to 25 hold bits 11 to 5 of a signed immediate, and so on. The first word is {@code imm} (signed),
 * {@code uimm}, {@code nzimm} or {@code nzuimm} (zero is reserved).
 */
final class Immediate {
    static final Immediate NONE = of("uimm");

    /** Pairs (instruction bit, immediate bit). */
    private final int[][] pairs;

    private final int signShift;
    private final boolean zeroReserved;

    private Immediate(int[][] pairs, boolean signed, boolean zeroReserved) {
        this.pairs = pairs;
        int highest = Arrays.stream(pairs).mapToInt(pair -> pair[1]).max().orElse(31);
        this.signShift = signed ? 31 - highest : 0;
        this.zeroReserved = zeroReserved;
    }

    static Immediate of(String text) {
        String[] words = text.split(" ");
        int[][] pairs = Arrays.stream(words).skip(1).flatMap(Immediate::pairs).toArray(int[][]::new);
        return new Immediate(pairs, !words[0].endsWith("uimm"), words[0].startsWith("nz"));
    }

    private static Stream<int[]> pairs(String field) {
        String[] sides = field.split("=");
        int[] from = bits(sides[0]);
        int[] to = bits(sides[1]);
        return IntStream.range(0, to.length).mapToObj(i -> new int[] {from[i], to[i]});
    }

    /** {@code "11|4|9:8"} as 11, 4, 9, 8. */
    private static int[] bits(String ranges) {
        return Arrays.stream(ranges.split("\\|"))
                .flatMapToInt(range -> {
                    String[] ends = range.split(":");
                    int high = Integer.parseInt(ends[0]);
                    int low = Integer.parseInt(ends[ends.length - 1]);
                    return IntStream.rangeClosed(0, high - low).map(i -> high - i);
                })
                .toArray();
    }

    int extract(int bits) {
        int value = 0;
        for (int[] pair : pairs) {
            value |= (bits >>> pair[0] & 1) << pair[1];
        }
        return value << signShift >> signShift;
    }

    int insert(int value) {
        int bits = 0;
        for (int[] pair : pairs) {
            bits |= (value >>> pair[1] & 1) << pair[0];
        }
        return bits;
    }

    boolean reserved(int value) {
        return zeroReserved && value == 0;
    }
}
