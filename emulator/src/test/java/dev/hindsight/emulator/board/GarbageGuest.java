package dev.hindsight.emulator.board;

import dev.hindsight.emulator.isa.Csr;
import dev.hindsight.emulator.isa.Instruction;
import dev.hindsight.emulator.isa.Isa;
import dev.hindsight.emulator.isa.Op;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.Inspector;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A guest that no one wrote: any instructions in any mode behind page tables some of which lead anywhere, also to
 * themselves. After each trap that machine mode takes it goes on somewhere else in some other mode. The instructions use
 * x0 to x15 (mostly addresses in RAM) and leave the others to the trap handler.
 */
final class GarbageGuest {
    private static final int MEMORY = 1 << 20;
    private static final int PAGE = 4096;
    private static final int PAGES = MEMORY / PAGE;
    private static final long RAM = BoardConfig.RAM;
    /** The tables: for the fourth, third and second level, and two of leaves. On RV32 the last three serve. */
    private static final int TABLES = 5;

    private static final int HANDLER = TABLES;
    private static final int CODE = TABLES + 1;
    private static final int PREVIOUS_MODE = 3 << 11;
    private static final int VALID = 1;

    private final Random random;
    private final Isa isa;

    private GarbageGuest(long seed, int xlen) {
        this.random = new Random(seed);
        this.isa = xlen == 64 ? Isa.VIRT64 : Isa.VIRT32;
    }

    /** The same board for the same seed. */
    static Board board(long seed, int xlen, int harts) {
        return new GarbageGuest(seed, xlen).board(harts);
    }

    private Board board(int harts) {
        BoardDescription description = BoardDescription.virt().withMemory(MEMORY);
        Guest guest = Guest.program(Image.data("garbage", memory()));
        Board board = GuestLoader.load(
                guest, new Hardware(description, Optional.of(isa), harts, 0, 1_000_000_000, List.of()));
        for (int hart = 0; hart < harts; hart++) {
            prepare(board, hart);
        }
        return board;
    }

    private byte[] memory() {
        ByteBuffer memory = ByteBuffer.allocate(MEMORY - 8 * PAGE).order(ByteOrder.LITTLE_ENDIAN);
        for (int table = 0; table < TABLES; table++) {
            for (int entry = 0; entry < PAGE / (isa.xlen() / 8); entry++) {
                putWord(memory, random.nextInt(12) == 0 ? random.nextLong() >>> 20 : entry(table, entry));
            }
        }
        memory.put(handler()).position(CODE * PAGE);
        while (memory.hasRemaining()) {
            memory.putInt(random.nextInt(16) == 0 ? random.nextInt() : instruction());
        }
        return memory.array();
    }

    private void putWord(ByteBuffer memory, long value) {
        if (isa.xlen() == 64) {
            memory.putLong(value);
        } else {
            memory.putInt((int) value);
        }
    }

    private long entry(int table, int number) {
        boolean leaf = table >= TABLES - 2;
        int next = table == 2 ? 3 + random.nextInt(2) : table + 1;
        int target = leaf ? (random.nextInt(4) == 0 ? random.nextInt(PAGES) : number % PAGES) : next;
        int permissions = random.nextInt(3) == 0 ? random.nextInt(256) : 0xcf | random.nextInt(2) << 4;
        return page(target) << 10 | (leaf ? permissions : 0) | VALID;
    }

    private static long page(int number) {
        return (RAM >>> 12) + number;
    }

    /** x30 is a random number, x29 and x28 make the next one and a place from it, x27 and x26 where and which mode. */
    private byte[] handler() {
        return new Assembly()
                .r(Op.MUL, 30, 30, 29)
                .i(Op.ADDI, 30, 30, 1357)
                .i(Op.SRLI, 31, 30, 9)
                .r(Op.AND, 31, 31, 28)
                .r(Op.ADD, 31, 31, 27)
                .csr(Op.CSRRW, 0, Csr.MEPC, 31)
                .i(Op.SRLI, 31, 30, 13)
                .r(Op.AND, 31, 31, 26)
                .csr(Op.CSRRC, 0, Csr.MSTATUS, 26)
                .csr(Op.CSRRS, 0, Csr.MSTATUS, 31)
                .plain(Op.MRET)
                .toBytes();
    }

    private int instruction() {
        Op op = Op.values()[random.nextInt(Op.values().length)];
        boolean csr = op.name().startsWith("CSRR");
        int imm = csr ? anyCsr() : random.nextInt(256) - 128 & -2;
        return new Instruction(op, register(), register(), register(), imm, 4).encode();
    }

    /** All but those without which it would stop to do much. */
    private int anyCsr() {
        List<Csr> all = Csr.all(isa);
        Csr any = all.get(random.nextInt(all.size()));
        return any.address() == Csr.MTVEC || any.name().startsWith("pmp") ? Csr.SSTATUS : any.address();
    }

    private int register() {
        return random.nextInt(16);
    }

    private void prepare(Board board, int hart) {
        for (int x = 1; x < 16; x++) {
            set(board, hart, x, random.nextInt(8) == 0 ? random.nextLong() : RAM + random.nextInt(MEMORY));
        }
        set(board, hart, 30, random.nextInt());
        set(board, hart, 29, 1664525);
        set(board, hart, 28, 0x7fffe);
        set(board, hart, 27, RAM + CODE * PAGE);
        set(board, hart, 26, PREVIOUS_MODE);
        setCsr(board, hart, Csr.MTVEC, RAM + HANDLER * PAGE);
        setCsr(board, hart, Csr.STVEC, RAM + random.nextInt(MEMORY) & -4);
        for (int csr : List.of(Csr.MIDELEG, Csr.MIE, Csr.MENVCFG, Csr.MCOUNTEREN, Csr.SCOUNTEREN)) {
            setCsr(board, hart, csr, random.nextLong());
        }
        setCsr(board, hart, Csr.MSTATUS, random.nextInt() | 1 << 13);
        setCsr(board, hart, Csr.MEDELEG, random.nextInt(4) == 0 ? random.nextLong() : 0);
        setCsr(board, hart, Csr.PMPADDR0, RAM + random.nextInt(MEMORY) >>> 2);
        setCsr(board, hart, Csr.PMPADDR0 + 1, -1);
        setCsr(board, hart, Csr.PMPCFG0, 0x1f00 | (random.nextInt(4) == 0 ? random.nextInt(32) : 0));
        setCsr(board, hart, Csr.SATP, paging());
        set(board, hart, Inspector.PC, RAM + HANDLER * PAGE);
    }

    private long paging() {
        if (isa.xlen() == 32) {
            return random.nextInt(8) == 0 ? 0 : 1L << 31 | page(2);
        }
        int levels = 3 + random.nextInt(2);
        return random.nextInt(8) == 0 ? 0 : (long) (levels + 5) << 60 | page(4 - levels);
    }

    private static void setCsr(Board board, int hart, int csr, long value) {
        set(board, hart, Inspector.CSR0 + csr, value);
    }

    private static void set(Board board, int hart, int register, long value) {
        board.deliver(new Input.WriteRegister(hart, register, value));
    }
}
