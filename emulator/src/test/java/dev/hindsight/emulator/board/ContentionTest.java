package dev.hindsight.emulator.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.isa.Decoder;
import dev.hindsight.emulator.isa.Instruction;
import dev.hindsight.emulator.isa.Isa;
import dev.hindsight.emulator.isa.Op;
import dev.hindsight.emulator.isa.OperandFormat;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.Snapshot;
import dev.hindsight.emulator.machine.StopPoints;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Harts that reserve, store and give way at random, on few words: beside a naive look at every step, and by every way. */
class ContentionTest {
    private static final int DATA = 0x4000;
    private static final int POINTER = 8;
    private static final int PAUSE = 0x0100_000f;
    private static final int LENGTH = 400;
    private static final int STEPS = 4000;
    private static final int GRID = 100;
    private static final List<Op> OPS = List.of(
            Op.LR_W,
            Op.LR_D,
            Op.LR_W,
            Op.LR_D,
            Op.SC_W,
            Op.SC_D,
            Op.SC_W,
            Op.SC_D,
            Op.AMOADD_W,
            Op.AMOSWAP_D,
            Op.AMOMAX_W,
            Op.SB,
            Op.SH,
            Op.SW,
            Op.SD,
            Op.LW);

    private static Board board(long seed, int harts) {
        Random random = new Random(seed);
        Assembly program = new Assembly().ram(POINTER, DATA);
        int start = program.position();
        for (int i = 0; i < LENGTH; i++) {
            Op op = OPS.get(random.nextInt(OPS.size()));
            int size = op.mnemonic().endsWith("d") ? 8 : 4;
            int offset = size * random.nextInt(16 / size);
            int operand = 10 + random.nextInt(6);
            if (op.format() == OperandFormat.STORE) {
                program.store(op, operand, POINTER, random.nextInt(16));
            } else if (op.format() == OperandFormat.LOAD) {
                program.i(op, operand, POINTER, offset);
            } else {
                program.i(Op.ADDI, 9, POINTER, offset).r(op, operand, 9, op.format() == OperandFormat.LR ? 0 : 10);
            }
            if (random.nextInt(3) == 0) {
                program.word(PAUSE);
            }
            if (op.format() == OperandFormat.LR && random.nextBoolean()) {
                program.r(size == 8 ? Op.SC_D : Op.SC_W, operand, 9, 10);
            }
        }
        program.i(Op.JAL, 0, 0, start - program.position());
        return Boards.virt(Isa.VIRT64, 1 << 20, program.toBytes(), harts);
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 3", "3, 4"})
    void anScSucceedsIfItsBytesWereReservedAndNobodyElseWroteThem(long seed, int harts) {
        Board board = board(seed, harts);
        Decoder decoder = new Decoder(Isa.VIRT64);
        long[][] reserved = new long[harts][2];
        int succeeded = 0;
        int failed = 0;
        while (board.steps() < STEPS) {
            Inspector now = board.inspect();
            int hart = now.nextHart();
            int bits = ByteBuffer.wrap(now.read(hart, now.pc(hart), 4))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .getInt();
            Instruction next = decoder.decode(bits).orElseThrow();
            long address = now.register(hart, next.rs1()).orElseThrow()
                    + (next.op().format() == OperandFormat.STORE ? next.imm() : 0);
            int size = size(next.op());
            boolean conditional = next.op() == Op.SC_W || next.op() == Op.SC_D;
            boolean expected = reserved[hart][0] == address && reserved[hart][1] == size;
            board.run(board.steps() + 1, StopPoints.NONE);
            if (conditional) {
                assertThat(board.inspect().register(hart, next.rd()).orElseThrow() == 0)
                        .as("step %d, hart %d: %s", board.steps() - 1, hart, next)
                        .isEqualTo(expected);
                reserved[hart] = new long[2];
                succeeded += expected ? 1 : 0;
                failed += expected ? 0 : 1;
            }
            if (next.op().format() == OperandFormat.LR) {
                reserved[hart] = new long[] {address, size};
            } else if (next.op().format() == OperandFormat.STORE
                    || next.op().format() == OperandFormat.AMO && (!conditional || expected)) {
                for (int other = 0; other < harts; other++) {
                    boolean hit =
                            reserved[other][0] < address + size && address < reserved[other][0] + reserved[other][1];
                    reserved[other] = other != hart && hit ? new long[2] : reserved[other];
                }
            }
        }
        assertThat(succeeded).isGreaterThan(20);
        assertThat(failed).isGreaterThan(20);
    }

    private static int size(Op op) {
        return switch (op) {
            case SB -> 1;
            case SH -> 2;
            default -> op == Op.SD || op.mnemonic().endsWith("d") ? 8 : 4;
        };
    }

    @ParameterizedTest
    @CsvSource({"4, 2", "5, 4"})
    void everyWayToAStepGivesTheSameState(long seed, int harts) {
        Map<Long, Long> hashes = new HashMap<>();
        Board straight = board(seed, harts);
        for (long step = 0; step <= STEPS; step += GRID) {
            straight.run(step, StopPoints.NONE);
            hashes.put(step, straight.hash());
        }
        Random random = new Random(seed);
        Board walked = board(seed, harts);
        List<Snapshot> snapshots = new ArrayList<>(List.of(walked.capture()));
        for (int i = 0; i < 200; i++) {
            walked.restore(snapshots.get(random.nextInt(snapshots.size())));
            while (walked.steps() < STEPS && random.nextInt(20) != 0) {
                long toGrid = GRID - walked.steps() % GRID;
                walked.run(walked.steps() + Math.min(toGrid, 1 + random.nextInt(30)), StopPoints.NONE);
                if (hashes.containsKey(walked.steps())) {
                    assertThat(walked.hash()).as("step %d", walked.steps()).isEqualTo(hashes.get(walked.steps()));
                }
            }
            snapshots.add(walked.capture());
        }
        snapshots.forEach(Snapshot::release);
    }
}
