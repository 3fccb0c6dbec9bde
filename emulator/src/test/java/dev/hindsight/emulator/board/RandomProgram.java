package dev.hindsight.emulator.board;

import dev.hindsight.emulator.isa.Csr;
import dev.hindsight.emulator.isa.Decoder;
import dev.hindsight.emulator.isa.Instruction;
import dev.hindsight.emulator.isa.Isa;
import dev.hindsight.emulator.isa.Op;
import dev.hindsight.emulator.isa.OperandFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A program of random instructions with a trap handler that looks at the trap's CSRs and goes on behind the instruction.
 * x9 points to data, which nothing else changes; x5 to x7 are the handler's.
 */
final class RandomProgram {
    private static final int DATA = 0x8_0800;
    private static final int POINTER = 9;
    /** Not mie and mepc, where QEMU keeps bits that this hart lacks, and no counters. */
    private static final List<Integer> CSRS =
            List.of(Csr.MSTATUS, Csr.MISA, Csr.MSCRATCH, Csr.MTVAL, Csr.MHARTID, 0x180, 0x7c0, 0x001, 0x5a8);

    private final Random random;
    private final int xlen;
    private final Decoder decoder;
    private final Assembly assembly = new Assembly();
    /** The SC that ends what may be reserved, which is of the same width: of another, QEMU's may store and yet fail. */
    private Optional<Op> ending = Optional.empty();

    RandomProgram(long seed, int xlen) {
        this.random = new Random(seed);
        this.xlen = xlen;
        this.decoder = new Decoder(isa(xlen));
    }

    /** What the programs are made of. */
    static Isa isa(int xlen) {
        return Isa.parse("rv%dimac_zicsr_zifencei_zicntr_zihpm_zihintpause".formatted(xlen));
    }

    Assembly make(int instructions) {
        prologue();
        List<Op> ops = Arrays.stream(Op.values())
                .filter(op -> op.existsIn(isa(xlen)) && op != Op.WFI && op != Op.MRET && op != Op.JALR)
                .toList();
        for (int i = 0; i < instructions; i++) {
            switch (random.nextInt(16)) {
                case 0 -> garbage();
                case 1, 2, 3, 4 -> compressed();
                case 5, 6 -> memory(ops);
                default -> any(ops);
            }
        }
        for (int i = 0; i < 8; i++) {
            assembly.half(0x0001); // c.nop: a branch may lead a little beyond the end
        }
        return assembly.i(Op.JAL, 0, 0, 0);
    }

    /** Reservations: across a trap, of another place, taken twice. */
    Assembly reservations() {
        prologue();
        for (Op between : List.of(Op.FENCE, Op.ECALL)) {
            assembly.r(Op.LR_W, 10, POINTER, 0).plain(between).r(Op.SC_W, 11, POINTER, 8);
            assembly.r(Op.SC_W, 12, POINTER, 13);
        }
        assembly.r(Op.LR_W, 10, POINTER, 0)
                .i(Op.ADDI, 8, POINTER, 4)
                .r(Op.SC_W, 11, 8, 8)
                .r(Op.SC_W, 12, POINTER, 8);
        return assembly.i(Op.JAL, 0, 0, 0);
    }

    /** What stores follows no LR at once: QEMU's SC compares values, ours asks whether another hart has stored. */
    private void begin(Op op) {
        boolean conditional = op == Op.SC_W || op == Op.SC_D;
        if (!conditional && (op.format() == OperandFormat.STORE || op.format() == OperandFormat.AMO)) {
            ending.ifPresent(sc -> assembly.r(sc, 0, POINTER, 0));
            ending = Optional.empty();
        }
        if (op.format() == OperandFormat.LR) {
            ending = Optional.of(op == Op.LR_D ? Op.SC_D : Op.SC_W);
        }
    }

    /** Sets mtvec to the handler and registers to something, and jumps over the handler. */
    private void prologue() {
        int handler = 12 * 4 + 24 * 8 + 4;
        assembly.ram(5, handler).csr(Op.CSRRW, 0, Csr.MTVEC, 5).ram(POINTER, DATA);
        while (assembly.position() < 12 * 4) {
            assembly.i(Op.ADDI, 0, 0, 0);
        }
        for (int register = 8; register < 32; register++) {
            int value = register == POINTER ? 0 : random.nextInt();
            assembly.i(Op.LUI, register == POINTER ? 0 : register, 0, value & 0xfffff000)
                    .i(Op.XORI, register == POINTER ? 0 : register, register, value << 20 >> 20);
        }
        assembly.i(Op.JAL, 0, 0, 4 * 13)
                .csr(Op.CSRRS, 5, Csr.MCAUSE, 0)
                .csr(Op.CSRRS, 6, Csr.MTVAL, 0)
                .csr(Op.CSRRS, 7, Csr.MSTATUS, 0)
                .csr(Op.CSRRS, 7, Csr.MEPC, 0)
                .op(Op.LBU, 5, 7, 0, 0)
                .i(Op.ANDI, 5, 5, 3)
                .i(Op.ADDI, 7, 7, 2)
                .i(Op.ADDI, 6, 0, 3)
                .branch(Op.BNE, 5, 6, 8)
                .i(Op.ADDI, 7, 7, 2)
                .csr(Op.CSRRW, 0, Csr.MEPC, 7)
                .plain(Op.MRET);
    }

    private void any(List<Op> ops) {
        Op op = ops.get(random.nextInt(ops.size()));
        int rd = target();
        int imm = random.nextInt();
        OperandFormat format = op.format();
        begin(op);
        switch (format) {
            case BRANCH, JUMP -> {
                forward(op, rd);
                return;
            }
            case CSR, CSRI -> {
                int csr = CSRS.get(random.nextInt(CSRS.size()));
                // What cannot be written gets no register that is zero: QEMU takes that for not writing.
                int safe = random.nextBoolean() ? 0 : POINTER;
                assembly.op(op, rd, Csr.isReadOnly(csr) ? safe : random.nextInt(32), 0, csr);
                return;
            }
            case SHIFT -> imm &= xlen - 1;
            case STORE -> {
                assembly.op(op, 0, POINTER, random.nextInt(32), imm << 20 >> 20);
                return;
            }
            case LOAD -> {
                assembly.op(op, rd, POINTER, 0, imm << 20 >> 20);
                return;
            }
            case AMO, LR -> {
                int register = 8;
                // A misaligned SC that holds no reservation: QEMU lets it fail, the specification wants a trap.
                boolean conditional = op == Op.SC_W || op == Op.SC_D;
                int align = !conditional && random.nextInt(8) == 0 ? 1 : 8;
                assembly.i(Op.ADDI, register, POINTER, align * random.nextInt(16));
                assembly.op(op, rd, register, random.nextInt(32), imm & 3);
                return;
            }
            default -> {}
        }
        assembly.op(op, rd, random.nextInt(32), random.nextInt(32), imm);
    }

    /** A jump over a few instructions. */
    private void forward(Op op, int rd) {
        int skipped = random.nextInt(4);
        assembly.op(op, rd, random.nextInt(32), random.nextInt(32), 4 + 2 * skipped);
        for (int i = 0; i < skipped; i++) {
            assembly.half(0x0505); // c.addi a0, 1
        }
    }

    /** An atomic or a load or store on few addresses, so that reservations hold now and then. */
    private void memory(List<Op> ops) {
        List<Op> wanted = ops.stream()
                .filter(op -> op.format() == OperandFormat.AMO
                        || op.format() == OperandFormat.LR
                        || op.format() == OperandFormat.STORE)
                .toList();
        Op op = wanted.get(random.nextInt(wanted.size()));
        int offset = 8 * random.nextInt(2);
        begin(op);
        if (op.format() == OperandFormat.STORE) {
            assembly.op(op, 0, POINTER, random.nextInt(32), offset);
        } else {
            assembly.i(Op.ADDI, 8, POINTER, offset).op(op, target(), 8, random.nextInt(32), 0);
        }
    }

    private void compressed() {
        int bits = random.nextInt(1 << 16);
        Optional<Instruction> decoded = decoder.decode(bits);
        boolean full = (bits & 3) == 3;
        boolean jumps = decoded.filter(each ->
                        each.op().format() == OperandFormat.BRANCH || each.op() == Op.JAL || each.op() == Op.JALR)
                .isPresent();
        boolean strays = decoded.filter(each ->
                        each.op().format() == OperandFormat.LOAD || each.op().format() == OperandFormat.STORE)
                .filter(each -> each.rs1() != POINTER)
                .isPresent();
        boolean spoils = decoded.filter(each -> each.rd() == POINTER).isPresent();
        if (!full && !jumps && !strays && !spoils) {
            decoded.map(Instruction::op).ifPresent(this::begin);
            assembly.half(bits);
        }
    }

    /** 32 bits that are no instruction of ours. */
    private void garbage() {
        int bits = random.nextInt() | 3;
        boolean reservedLength = (bits & 0x1f) == 0x1f;
        if (!reservedLength && decoder.decode(bits).isEmpty()) {
            assembly.word(bits);
        }
    }

    private int target() {
        int rd = random.nextInt(32);
        return rd == POINTER ? 10 : rd;
    }
}
