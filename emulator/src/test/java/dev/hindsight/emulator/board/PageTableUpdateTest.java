package dev.hindsight.emulator.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.isa.Csr;
import dev.hindsight.emulator.isa.Isa;
import dev.hindsight.emulator.isa.Op;
import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.StopPoints;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A changed page table is seen at once, without a fence. */
class PageTableUpdateTest {
    private static final long RAM = BoardConfig.RAM;
    private static final long ROOT = RAM + 0x1000;
    private static final long LEAVES = RAM + 0x3000;
    private static final long FIRST = RAM + 0x4000;
    private static final long SECOND = RAM + 0x5000;
    private static final int MPRV_AS_SUPERVISOR = 1 << 17 | 1 << 11;
    private static final int BOOT_STEPS = 6;
    private static final int READABLE = 0x3;
    private static final int ACCESSED = 0x40;

    private final Board board = new Board(new BoardConfig(Isa.VIRT64, 1 << 20, 1_000_000_000, RAM));

    /** With the accessed bit the translation is kept; without it, the walk's own write must not hide the guest's. */
    @ParameterizedTest
    @ValueSource(longs = {READABLE, READABLE | ACCESSED})
    void theNextLoadSeesTheStoreToATable(long bits) {
        board.load(RAM, program().toBytes());
        write(ROOT, pointer(RAM + 0x2000));
        write(RAM + 0x2000, pointer(LEAVES));
        write(LEAVES, FIRST >> 2 | bits);
        write(FIRST, 1);
        write(SECOND, 2);
        board.run(BOOT_STEPS, StopPoints.NONE);
        register(10, 8L << 60 | ROOT >> 12);
        register(11, MPRV_AS_SUPERVISOR);
        register(14, SECOND >> 2 | READABLE | ACCESSED);
        register(15, LEAVES);
        register(17, -1);
        register(18, 0x1f);
        board.run(BOOT_STEPS + 10, StopPoints.NONE);
        assertThat(board.inspect().register(0, 12)).as("before").hasValue(1);
        assertThat(board.inspect().register(0, 16)).as("after").hasValue(2);
    }

    private static Assembly program() {
        return new Assembly()
                .csr(Op.CSRRW, 0, Csr.PMPADDR0, 17)
                .csr(Op.CSRRW, 0, Csr.PMPCFG0, 18)
                .csr(Op.CSRRW, 0, Csr.SATP, 10)
                .csr(Op.CSRRS, 0, Csr.MSTATUS, 11)
                .i(Op.LD, 12, 0, 0)
                .csr(Op.CSRRC, 0, Csr.MSTATUS, 11)
                .store(Op.SD, 14, 15, 0)
                .csr(Op.CSRRS, 0, Csr.MSTATUS, 11)
                .i(Op.LD, 16, 0, 0)
                .i(Op.JAL, 0, 0, 0);
    }

    private static long pointer(long table) {
        return table >> 2 | 1;
    }

    private void write(long address, long value) {
        ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value);
        board.deliver(new Input.WriteMemory(0, address, Bytes.of(bytes.array())));
    }

    private void register(int number, long value) {
        board.deliver(new Input.WriteRegister(0, number, value));
    }
}
