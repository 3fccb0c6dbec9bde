package dev.hindsight.emulator.lockstep;

import dev.hindsight.emulator.board.Assembly;
import dev.hindsight.emulator.board.BoardConfig;
import dev.hindsight.emulator.isa.Csr;
import dev.hindsight.emulator.isa.Extension;
import dev.hindsight.emulator.isa.Isa;
import dev.hindsight.emulator.isa.Op;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that runs straight through its cases. A case loads operands from a stream, does something, and stores what
 * came of it to a log; a trap is logged too, and goes on behind its instruction. At the end the program switches the
 * machine off. x3 to x7 belong to this frame, in all modes x8 too, the
 * other registers to the cases.
 */
final class LoggingProgram {
    static final long BASE = BoardConfig.RAM;
    /** Offsets in RAM. The code comes first. */
    static final int OPERANDS = 48 << 20;

    static final int LOG = 72 << 20;
    static final int TRAPS = 92 << 20;
    static final int SCRATCH = 116 << 20;
    static final int SCRATCH_SIZE = 1 << 16;
    /** QEMU puts its device tree behind this. */
    static final int END = 120 << 20;

    private static final int OPERAND_POINTER = 3;
    private static final int LOG_POINTER = 4;
    private static final int TRAP_POINTER = 5;
    /** Holds the address of the supervisor's handler, where there is one. */
    static final int SUPERVISOR_HANDLER = 7;

    private static final int ROOM = 2040;
    private static final int FLOATS_ON = 0x6000;

    private final Isa isa;
    private final Assembly code = new Assembly();
    private final Stream operands = new Stream(OPERAND_POINTER);
    private final Stream log = new Stream(LOG_POINTER);
    private final List<Case> cases = new ArrayList<>();

    /** Where code, operands and log of a case begin, as offsets in RAM. */
    record Case(int code, int operands, int log) {}

    private LoggingProgram(Isa isa, byte[] machineHandler, byte[] supervisorHandler) {
        this.isa = isa;
        code.i(Op.JAL, 0, 0, 4 + machineHandler.length + supervisorHandler.length);
        code.bytes(machineHandler).bytes(supervisorHandler);
        for (int register = 1; register < 32; register++) {
            code.i(Op.ADDI, register, 0, register);
        }
        code.ram(OPERAND_POINTER, OPERANDS).ram(LOG_POINTER, LOG).ram(TRAP_POINTER, TRAPS);
        code.ram(6, 4).csr(Op.CSRRW, 0, Csr.MTVEC, 6);
        code.li(6, 0x200_4000).i(Op.ADDI, 7, 0, -1).store(Op.SW, 7, 6, 0).store(Op.SW, 7, 6, 4); // no timer
        if (isa.has(Extension.F)) {
            code.li(6, FLOATS_ON).csr(Op.CSRRS, 0, Csr.MSTATUS, 6);
        }
    }

    /** Stays in machine mode; a trap goes on behind its instruction. */
    static LoggingProgram inMachineMode(Isa isa) {
        return new LoggingProgram(isa, TrapHandler.skipping(isa), new byte[0]);
    }

    /** Visits other modes, which may use all of memory; a trap goes on in machine mode where x8 says. */
    static LoggingProgram inAllModes(Isa isa) {
        byte[] handler = TrapHandler.leaving(isa);
        LoggingProgram program = new LoggingProgram(isa, handler, TrapHandler.calling(isa));
        program.code.i(Op.ADDI, 6, 0, -1).csr(Op.CSRRW, 0, Csr.PMPADDR0, 6);
        program.code.i(Op.ADDI, 6, 0, 0x1f).csr(Op.CSRRW, 0, Csr.PMPCFG0, 6);
        program.code.ram(SUPERVISOR_HANDLER, 4 + handler.length);
        return program;
    }

    Isa isa() {
        return isa;
    }

    /** For instructions that load and log nothing. */
    Assembly code() {
        return code;
    }

    LoggingProgram begin() {
        cases.add(new Case(code.position(), OPERANDS + operands.length(), LOG + log.length()));
        return this;
    }

    /** The register gets this value, narrowed to XLEN; x0 keeps its own. */
    LoggingProgram operand(int register, long value) {
        if (register != 0) {
            operands.access(isa.xlen() == 64 ? Op.LD : Op.LW, register, 0, wordSize());
            operands.put(value, wordSize());
        }
        return this;
    }

    LoggingProgram floatOperand(int register, long value) {
        operands.access(Op.FLD, register, 0, 8);
        operands.put(value, 8);
        return this;
    }

    LoggingProgram logFloat(int register) {
        log.access(Op.FSD, 0, register, 8);
        log.put(0, 8);
        return this;
    }

    LoggingProgram log(int register) {
        log.access(isa.xlen() == 64 ? Op.SD : Op.SW, 0, register, wordSize());
        log.put(0, wordSize());
        return this;
    }

    void finish() {
        begin();
        code.li(6, 0x10_0000).li(7, 0x5555).store(Op.SW, 7, 6, 0).i(Op.JAL, 0, 0, 0);
    }

    /** RAM before the first step. */
    byte[] image() {
        ByteBuffer image = ByteBuffer.allocate(OPERANDS + operands.length());
        byte[] program = code.toBytes();
        if (program.length > OPERANDS || operands.length() > LOG - OPERANDS || log.length() > TRAPS - LOG) {
            throw new IllegalStateException("Too many cases for one program.");
        }
        return image.put(program).position(OPERANDS).put(operands.toBytes()).array();
    }

    List<Case> cases() {
        return cases;
    }

    int wordSize() {
        return isa.xlen() / 8;
    }

    /** Memory that the program walks through with a pointer. */
    private final class Stream {
        private final int pointer;
        private ByteBuffer bytes = ByteBuffer.allocate(1 << 12).order(ByteOrder.LITTLE_ENDIAN);
        private int pointed;

        Stream(int pointer) {
            this.pointer = pointer;
        }

        int length() {
            return bytes.position();
        }

        /** An instruction whose address is the end of what there is so far. */
        void access(Op op, int rd, int rs2, int size) {
            if (length() + size - pointed > ROOM) {
                int step = length() - pointed;
                code.i(Op.ADDI, pointer, pointer, step);
                pointed += step;
            }
            code.op(op, rd, pointer, rs2, length() - pointed);
        }

        void put(long value, int size) {
            if (bytes.remaining() < 8) {
                bytes = ByteBuffer.allocate(2 * bytes.capacity())
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put(bytes.flip());
            }
            if (size == 8) {
                bytes.putLong(value);
            } else {
                bytes.putInt((int) value);
            }
        }

        byte[] toBytes() {
            byte[] copy = new byte[length()];
            bytes.get(0, copy);
            return copy;
        }
    }
}
