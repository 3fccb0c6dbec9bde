package dev.hindsight.emulator.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FootprintTest {
    private static final int LINE = 1 << Footprint.LINE_SHIFT;

    private static Footprint ran(long... addresses) {
        SortedMap<Long, long[]> pages = new TreeMap<>();
        for (long pc : addresses) {
            int line = Footprint.line(pc);
            pages.computeIfAbsent(pc >>> Footprint.PAGE_SHIFT, page -> new long[Footprint.WORDS])[line / Long.SIZE] |=
                    1L << line;
        }
        return new Footprint(
                0,
                16,
                new int[0],
                pages.keySet().stream().mapToLong(Long::longValue).toArray(),
                pages.values().stream().flatMapToLong(LongStream::of).toArray(),
                0);
    }

    private static Footprint wrote(int... pages) {
        return new Footprint(8, 16, pages, new long[0], new long[0], 0);
    }

    @Test
    void codeMayHaveRunWhereItsLineRan() {
        Footprint span = ran(0x8000_0ff4L);
        assertThat(span.mayHaveRun(0x8000_0ff0L)).isTrue();
        assertThat(span.mayHaveRun(0x8000_0fecL)).isFalse();
        assertThat(span.mayHaveRun(0x8000_1000L)).isFalse();
        assertThat(span.mayHaveRun(0x8000_0000L, 0x8000_0ff0L)).isFalse();
        assertThat(span.mayHaveRun(0x8000_0000L, 0x8000_0ff1L)).isTrue();
        assertThat(span.mayHaveRun(0x8000_0ffeL, 0x8000_0fffL)).isTrue();
        assertThat(span.mayHaveRun(0x8000_1000L, 0x8000_2000L)).isFalse();
        assertThat(span.mayHaveRun(0x8000_0ff4L, 0x8000_0ff4L))
                .as("an empty range")
                .isFalse();
    }

    @Test
    void anyRangeIsDecidedAsItsAddressesAreOneByOne() {
        Random random = new Random(5);
        for (int i = 0; i < 2000; i++) {
            long base = random.nextBoolean() ? 0xffff_ffff_ffff_e000L : 0x7fff_ffff_ffff_f000L;
            Footprint span = ran(random.longs(3, 0, 0x2000).map(at -> base + at).toArray());
            long start = base + random.nextInt(0x2000);
            long length = random.nextInt(200);
            boolean any = LongStream.range(0, length).anyMatch(at -> span.mayHaveRun(start + at));
            assertThat(span.mayHaveRun(start, start + length))
                    .as("%x, %d bytes", start, length)
                    .isEqualTo(any);
        }
    }

    @Test
    void aRangeMayReachToTheLastAddress() {
        assertThat(ran(-LINE).mayHaveRun(0xffff_ffff_ffff_f000L, 0)).isTrue();
        assertThat(ran(-LINE).mayHaveRun(0, -1)).isTrue();
        assertThat(ran(LINE).mayHaveRun(-LINE, 0)).isFalse();
    }

    @Test
    void anAddressOf32BitsIsKnownWithOnesAboveToo() {
        Footprint span = ran(0x8000_0010L);
        assertThat(span.mayHaveRun(0xffff_ffff_8000_0010L)).isTrue();
        assertThat(span.mayHaveRun(0xffff_ffff_8000_0000L, 0xffff_ffff_8000_0011L))
                .isTrue();
        assertThat(span.mayHaveRun(0xffff_ffff_8000_0000L, 0xffff_ffff_8000_0010L))
                .isFalse();
    }

    @Test
    void memoryMayHaveBeenWrittenOnItsPages() {
        Footprint span = wrote(1, 3);
        assertThat(span.mayHaveWritten(0x9fff, 1)).isTrue();
        assertThat(span.mayHaveWritten(0xa000, 0x1000)).isFalse();
        assertThat(span.mayHaveWritten(0xa000, 0x1001)).isTrue();
        assertThat(span.mayHaveWritten(0x8000, 0x1000)).isFalse();
        assertThat(span.mayHaveWritten(0x7fff, 1))
                .as("memory of which nothing is known")
                .isTrue();
        assertThat(span.mayHaveWritten(0x1_8000, 1)).isTrue();
    }

    @Test
    void twoSpansTogetherTouchedWhatEitherDid() {
        Footprint code = ran(0x1000, 0x2ff0).with(ran(0x1080, 0x4000));
        long[] ran = LongStream.iterate(0, pc -> pc + LINE)
                .limit(0x500)
                .filter(code::mayHaveRun)
                .toArray();
        assertThat(ran).containsExactly(0x1000, 0x1080, 0x2ff0, 0x4000);

        Footprint memory = wrote(1, 2).with(wrote(2, 5));
        int[] written = IntStream.range(0, 8)
                .filter(page -> memory.mayHaveWritten(0x8000 + 0x1000L * page, 1))
                .toArray();
        assertThat(written).containsExactly(1, 2, 5);
    }
}
