package dev.hindsight.emulator.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.machine.PageSink;
import dev.hindsight.emulator.state.StateException;
import dev.hindsight.emulator.state.Unpacker;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import net.jpountz.lz4.LZ4Factory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SnapshotFormatTest {
    private static final int COUNT = 20;

    static Stream<Arguments> implementations() {
        LZ4Factory java = LZ4Factory.safeInstance();
        LZ4Factory fast = LZ4Factory.fastestInstance(); // native, where there is one for this computer
        return Stream.of(Arguments.of(java, fast), Arguments.of(fast, java), Arguments.of(java, java));
    }

    private static byte[] pages() {
        byte[] pages = new byte[PagePacker.GROUP * PageSink.PAGE];
        Random random = new Random(2);
        for (int i = 0; i < COUNT * PageSink.PAGE; i++) {
            pages[i] = (byte) random.nextInt(i % 5000 + 1);
        }
        return pages;
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void everyImplementationReadsWhatEveryOtherWrote(LZ4Factory writer, LZ4Factory reader) {
        byte[] packed = new PagePacker(writer).pack(pages(), COUNT);

        assertThat(new PagePacker(reader).unpack(new Unpacker(packed)))
                .isEqualTo(Arrays.copyOf(pages(), COUNT * PageSink.PAGE));
    }

    @Test
    void damagedPagesAreNothingButAStateException() {
        byte[] packed = new PagePacker(LZ4Factory.safeInstance()).pack(pages(), COUNT);
        Random random = new Random(4);
        for (int i = 0; i < 2000; i++) {
            byte[] damaged = Arrays.copyOf(packed, packed.length - random.nextInt(3));
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
            try {
                PagePacker.portable().unpack(new Unpacker(damaged));
            } catch (StateException expected) {
                assertThat(expected.getMessage()).endsWith(".");
            }
        }
    }

    @Test
    void aPageThatSnapshotsShareIsWrittenOnce() {
        MemoryFile file = new MemoryFile();
        SnapshotWriter writer = new SnapshotWriter(file, PagePacker.portable());
        byte[] pages = pages();
        for (int snapshot = 0; snapshot < 3; snapshot++) {
            writer.write(0, 0, snapshot, sink -> {
                for (int i = 0; i < COUNT; i++) {
                    sink.page(0, i, pages, i * PageSink.PAGE);
                }
                return new byte[] {1};
            });
        }

        int[] chunks = new int[2];
        new ChunkReader(file).readAll((type, offset, payload) -> chunks[type == ChunkType.PAGES ? 0 : 1]++);
        assertThat(chunks).containsExactly(1, 3);
    }
}
