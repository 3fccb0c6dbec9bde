package dev.hindsight.emulator.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.isa.Csr;
import dev.hindsight.emulator.isa.Isa;
import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.Inspector;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** A debugger writes by a hart's addresses, also over the tables that say where those are. */
class WriteThroughTablesTest {
    private static final long RAM = BoardConfig.RAM;
    private static final long ROOT = RAM + 0x1000;
    private static final long LEAVES = RAM + 0x3000;
    private static final int READ_AND_WRITE = 0xc7;

    @Test
    void allBytesGoWhereTheyBelongedBefore() {
        Board board = new Board(new BoardConfig(Isa.VIRT64, 1 << 20, 1_000_000_000, RAM));
        write(board, ROOT, RAM + 0x2000 >> 2 | 1);
        write(board, RAM + 0x2000, LEAVES >> 2 | 1);
        write(board, LEAVES, LEAVES >> 2 | READ_AND_WRITE);
        write(board, LEAVES + 8, RAM + 0x5000 >> 2 | READ_AND_WRITE);
        register(board, Inspector.CSR0 + Csr.PMPADDR0, -1);
        register(board, Inspector.CSR0 + Csr.PMPCFG0, 0x1f);
        register(board, Inspector.CSR0 + Csr.SATP, 8L << 60 | ROOT >> 12);
        register(board, Inspector.PRIV, 1);

        byte[] zerosAndOne = new byte[0x1000 + 1];
        zerosAndOne[0x1000] = 1;
        board.deliver(new Input.WriteMemory(0, 0, Bytes.of(zerosAndOne)));

        register(board, Inspector.PRIV, 3);
        assertThat(board.inspect().read(0, LEAVES, 16)).isEqualTo(new byte[16]);
        assertThat(board.inspect().read(0, RAM + 0x5000, 1)).containsExactly(1);
    }

    private static void write(Board board, long address, long value) {
        ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value);
        board.deliver(new Input.WriteMemory(0, address, Bytes.of(bytes.array())));
    }

    private static void register(Board board, int number, long value) {
        board.deliver(new Input.WriteRegister(0, number, value));
    }
}
