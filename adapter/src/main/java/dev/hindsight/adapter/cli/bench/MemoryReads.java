package dev.hindsight.adapter.cli.bench;

import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.server.RspServer;
import dev.hindsight.rsp.client.RspClient;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;

/**
 * How fast a mebibyte of memory is read, in the stub alone and through gdb. It is noise, since repeats, of which most
 * memory consists, are told by their count.
 *
 * <p>gdb takes most of the time, to take packets apart; how long depends on the bytes, so that beside ours it reads the
 * same bytes from a stub that has all its answers ready.
 */
final class MemoryReads {
    /** The stub alone is quick, and has to be warm. */
    private static final int RAW_READS = 100;

    private final Path program;
    private final RecordedRun recording;
    private final byte[] noise = new byte[GdbDoor.MEBIBYTE];

    /** Writes at the end of the recording, which is of no use for anything else afterwards. */
    MemoryReads(Path program, RecordedRun recording) {
        this.program = program;
        this.recording = recording;
        new Random(2026).nextBytes(noise);
        recording.client().travel(mover -> mover.seek(recording.end())).join();
        recording.client().write(new Input.WriteMemory(0, GdbDoor.NOISE, Bytes.of(noise)));
    }

    void inTheStub(TimedClient.Listener figures) {
        try (RspServer server = RspServer.open(recording.session(), 0, () -> {});
                RawReads reads = new RawReads(server.port(), packetSize())) {
            for (char kind : "mx".toCharArray()) {
                if (!Arrays.equals(reads.read(kind, GdbDoor.NOISE, noise.length), noise)) {
                    throw new BenchException("The stub's answers to '" + kind + "' differ from what is in memory.");
                }
                reads.timed(kind, GdbDoor.NOISE, noise.length, RAW_READS);
                double[] times = reads.timed(kind, GdbDoor.NOISE, noise.length, RAW_READS);
                figures.heard("stub_memory_read_" + kind, FigureUnit.RATE, rate(times));
            }
        }
    }

    /** By turns from both stubs, so that whatever else the host does meets both. */
    void throughGdb(int count, TimedClient.Listener figures) {
        double[] ours = new double[count];
        double[] constant = new double[count];
        try (GdbDoor here = GdbDoor.onHindsight(program, recording.session());
                GdbDoor there = GdbDoor.onConstant(program, new ConstantStub(GdbDoor.NOISE, noise, packetSize()))) {
            there.read();
            here.read();
            for (int i = 0; i < count; i++) {
                ours[i] = here.read();
                constant[i] = there.read();
            }
        }
        figures.heard("gdb_memory_read", FigureUnit.RATE, rate(ours));
        figures.heard("constant_memory_read", FigureUnit.RATE, rate(constant));
        figures.heard("gdb_memory_read_ratio", FigureUnit.RATIO, rate(ours) / rate(constant));
    }

    private int packetSize() {
        try (RspServer server = RspServer.open(recording.session(), 0, () -> {});
                RspClient client = RspClient.connect("127.0.0.1", server.port())) {
            return client.features().packetSize();
        }
    }

    private static double rate(double[] milliseconds) {
        return GdbDoor.rate(new Samples(DoubleStream.of(milliseconds)).median());
    }
}
