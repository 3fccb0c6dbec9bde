package dev.hindsight.emulator.engine;

import dev.hindsight.emulator.bus.Clock;
import dev.hindsight.emulator.bus.PowerOff;
import dev.hindsight.emulator.bus.Ram;
import dev.hindsight.emulator.hart.Cause;
import dev.hindsight.emulator.hart.Hart;
import dev.hindsight.emulator.hart.Trap;
import dev.hindsight.emulator.hart.TrapException;
import dev.hindsight.emulator.isa.Decoder;
import dev.hindsight.emulator.machine.Footprint;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Executes decoded instructions one after the other.
 *
 * <p>{@link #loop} is the one big switch. It counts {@code left} down and keeps its place in locals; whatever can trap,
 * reach a device or be watched first writes the exact step and pc to clock and hart ({@link #sync}). To come back after
 * the present step, {@link #cut} moves the end there. HotSpot compiles no method of more than 8000 bytes of bytecode; a
 * test checks that.
 */
public final class Interpreter implements ExecutionEngine {
    private static final VarHandle SHORT = view(short[].class);
    private static final VarHandle INT = view(int[].class);
    private static final VarHandle LONG = view(long[].class);

    /** The two instructions that make an EBREAK between them a semihosting call. */
    private static final int SLLI_X0_31 = 0x01f01013;

    private static final int SRAI_X0_7 = 0x40705013;
    private static final int LONGEST_RUN = 1 << 30;

    private final Ram ram;
    private final Clock clock;
    private final DecodedPages pages;
    private final MemorySystem memory;
    private final CodeProbe probe;
    private final FootprintRecorder recorder;
    private final DataAccess data;
    private final FloatUnit floatUnit = new FloatUnit();
    private final int xlen;
    /** Where RAM begins, as a register would hold it. */
    private final long base;

    private Hart hart;
    private AddressSpace space;
    private long[] x;
    private long[] f;
    /** Whether floating-point registers can be written without a change of mstatus. */
    private boolean floatsReady;
    /** Whether results can be taken from the host, see {@link HostFloat}. */
    private boolean floatsSettled;

    private long began;
    private long end;
    private long pageBase;
    /** The instruction at which {@link #loop} left. */
    private long word;

    public Interpreter(Clock clock, MemorySystem memory, CodeProbe probe, FootprintRecorder recorder) {
        this.hart = memory.hart();
        this.x = hart.x();
        this.f = hart.floats().f();
        this.ram = memory.ram();
        this.clock = clock;
        this.xlen = hart.xlen();
        this.memory = memory;
        this.probe = probe;
        this.recorder = recorder;
        this.data = memory.data();
        this.space = memory.enter(hart);
        this.pages = new DecodedPages(ram, memory, hart.isa(), recorder.code());
        this.base = canonical(ram.base());
    }

    @Override
    public void romChanged() {
        pages.forgetRom();
    }

    @Override
    public void codeChanges(int offset, int length) {
        pages.forget(offset, length);
    }

    /** The translations too, though others look them up as well. */
    @Override
    public void dropCaches() {
        pages.drop();
        memory.dropTranslations();
    }

    @Override
    public void setMarks(CodeMarks marks) {
        pages.setMarks(marks);
    }

    @Override
    public Outcome run(Hart which, long limit) {
        stand(which);
        began = clock.steps();
        end = Math.min(limit, began + LONGEST_RUN);
        try {
            Outcome outcome = finish(loop());
            if (clock.steps() > began) {
                probe.arrived(which);
            }
            return outcome;
        } catch (TrapException e) {
            return e.cause() == Cause.ILLEGAL_INSTRUCTION ? illegal() : trap(e.cause(), e.tval());
        } catch (PowerOff e) {
            probe.unmade();
            return new Outcome.Halted(e.status());
        }
    }

    private void stand(Hart which) {
        hart = which;
        x = which.x();
        f = which.floats().f();
        refreshFloats();
        space = memory.enter(which);
    }

    @Override
    public void endFootprint() {
        pages.resetLines();
    }

    private Outcome finish(int code) {
        return switch (code) {
            case Opcode.BREAK -> Outcome.Plain.BREAKPOINT;
            case Opcode.ECALL -> trap(Cause.ECALL + hart.mode(), 0);
            case Opcode.EBREAK -> isSemihosting() ? Outcome.Plain.SEMIHOSTING : trap(Cause.BREAKPOINT, 0);
            case Opcode.ILLEGAL -> illegal();
            case Opcode.MRET -> {
                if (!hart.csrs().permitsMachineReturn(hart.mode())) {
                    yield illegal();
                }
                hart.returnFromMachine();
                recorder.event(Footprint.RETURN);
                yield retired();
            }
            case Opcode.SRET -> {
                if (!hart.csrs().permitsSupervisorReturn(hart.mode())) {
                    yield illegal();
                }
                hart.returnFromSupervisor();
                recorder.event(Footprint.RETURN);
                yield retired();
            }
            case Opcode.WFI -> {
                if (!hart.csrs().permitsWait(hart.mode())) {
                    yield illegal();
                }
                hart.setPc(canonical(hart.pc() + 4));
                hart.setWaiting(true);
                yield retired();
            }
            case Opcode.PAUSE -> {
                hart.setPc(canonical(hart.pc() + 4));
                retired();
                yield Outcome.Plain.PAUSED;
            }
            default -> Outcome.Plain.DONE;
        };
    }

    private Outcome retired() {
        clock.setSteps(clock.steps() + 1);
        return Outcome.Plain.DONE;
    }

    private Outcome illegal() {
        return trap(Cause.ILLEGAL_INSTRUCTION, bits());
    }

    private Outcome trap(int cause, long tval) {
        probe.unmade();
        return new Outcome.Trapped(Trap.exception(cause, canonical(tval)));
    }

    private boolean isSemihosting() {
        return fetch32(hart.pc() - 4) == SLLI_X0_31 && fetch32(hart.pc() + 4) == SRAI_X0_7;
    }

    private int fetch32(long pc) {
        return memory.fetch(hart, pc, hart.mode()) & 0xffff | memory.fetch(hart, pc + 2, hart.mode()) << 16;
    }

    // ---- The loop ----

    /** Returns the code that it did not execute, or {@link Opcode#NOP} if it is just done. */
    private int loop() {
        final long[] x = this.x;
        final long[] f = this.f;
        final byte[] bytes = ram.bytes();
        final byte[] guard = ram.guard();
        final long base = this.base;
        final boolean seen = memory.watches().wantReads();
        final Tlb reads = seen ? Tlb.EMPTY : space.reads();
        final Tlb writes = space.writes();
        final long lastLoad = seen || !space.isDirect() ? -1 : ram.size() - 8;
        final long lastStore = space.isDirect() ? ram.size() - 8 : -1;
        long[] page = enter(hart.pc());
        int at = DecodedPages.slot(hart.pc());
        int left = (int) (end - clock.steps());
        long w = page[at];
        while (true) {
            taken:
            {
                switch (DecodedInstruction.code(w)) {
                    case Opcode.UNDECODED:
                        w = pages.fill(space, page, at, canonical(pageBase + 2L * at));
                        continue;
                    case Opcode.BREAK:
                        pages.ran(page, at);
                        if (stopsBefore(at, left)) {
                            return leave(w, at, left);
                        }
                        w = DecodedInstruction.unmarked(w);
                        left = transfer(w, at, left);
                        continue;
                    case Opcode.FETCH:
                        pages.ran(page, at);
                        if (stopsBefore(at, left)) {
                            return leave(Opcode.BREAK, at, left);
                        }
                        sync(at, left);
                        w = pages.fetchNow(space, hart.pc());
                        page = enter(hart.pc());
                        left = transfer(w, at, left);
                        continue;
                    case Opcode.NEXT_PAGE:
                        page = enter(pageBase + 2L * at);
                        at -= DecodedPages.SLOTS;
                        w = page[at];
                        continue;
                    case Opcode.ILLEGAL:
                    case Opcode.ECALL:
                    case Opcode.EBREAK:
                    case Opcode.MRET:
                    case Opcode.SRET:
                    case Opcode.WFI:
                    case Opcode.PAUSE:
                        return leave(w, at, left);
                    case Opcode.NOP:
                        break;
                    case Opcode.LUI:
                        x[DecodedInstruction.rd(w)] = DecodedInstruction.imm(w) << DecodedInstruction.UPPER_SHIFT;
                        break;
                    case Opcode.AUIPC:
                        x[DecodedInstruction.rd(w)] = canonical(
                                pageBase + 2L * at + (DecodedInstruction.imm(w) << DecodedInstruction.UPPER_SHIFT));
                        break;
                    case Opcode.JAL:
                        x[DecodedInstruction.rd(w)] = canonical(pageBase + 2L * (at + DecodedInstruction.halfwords(w)));
                        break taken;
                    case Opcode.JALR_CHECKED:
                        sync(at, left);
                        checkTarget(x[DecodedInstruction.rs1(w)] + DecodedInstruction.imm(w) & ~1);
                    // fall through
                    case Opcode.JALR:
                        long target = x[DecodedInstruction.rs1(w)] + DecodedInstruction.imm(w) & ~1;
                        x[DecodedInstruction.rd(w)] = canonical(pageBase + 2L * (at + DecodedInstruction.halfwords(w)));
                        if ((target & -Ram.PAGE) != pageBase) {
                            page = enter(target);
                        }
                        at = DecodedPages.slot(target);
                        if (--left == 0) {
                            return leave(at, left);
                        }
                        w = page[at];
                        continue;
                    case Opcode.BEQ:
                        if (x[DecodedInstruction.rs1(w)] == x[DecodedInstruction.rs2(w)]) {
                            break taken;
                        }
                        break;
                    case Opcode.BNE:
                        if (x[DecodedInstruction.rs1(w)] != x[DecodedInstruction.rs2(w)]) {
                            break taken;
                        }
                        break;
                    case Opcode.BLT:
                        if (x[DecodedInstruction.rs1(w)] < x[DecodedInstruction.rs2(w)]) {
                            break taken;
                        }
                        break;
                    case Opcode.BGE:
                        if (x[DecodedInstruction.rs1(w)] >= x[DecodedInstruction.rs2(w)]) {
                            break taken;
                        }
                        break;
                    case Opcode.BLTU:
                        if (x[DecodedInstruction.rs1(w)] + Long.MIN_VALUE
                                < x[DecodedInstruction.rs2(w)] + Long.MIN_VALUE) {
                            break taken;
                        }
                        break;
                    case Opcode.BGEU:
                        if (x[DecodedInstruction.rs1(w)] + Long.MIN_VALUE
                                >= x[DecodedInstruction.rs2(w)] + Long.MIN_VALUE) {
                            break taken;
                        }
                        break;
                    case Opcode.LB: {
                        long address = x[DecodedInstruction.rs1(w)] + DecodedInstruction.imm(w);
                        long offset = address - base;
                        if (offset < 0 || offset > lastLoad) {
                            offset = reads.find(address, 0);
                        }
                        if (offset >= 0) {
                            x[DecodedInstruction.rd(w)] = bytes[(int) offset];
                        } else {
                            left = slowLoad(w, at, left);
                        }
                        break;
                    }
                    case Opcode.LH: {
                        long address = x[DecodedInstruction.rs1(w)] + DecodedInstruction.imm(w);
                        long offset = address - base;
                        if (offset < 0 || offset > lastLoad) {
                            offset = reads.find(address, 1);
                        }
                        if (offset >= 0) {
                            x[DecodedInstruction.rd(w)] = (short) SHORT.get(bytes, (int) offset);
                        } else {
                            left = slowLoad(w, at, left);
                        }
                        break;
                    }
                    case Opcode.LW: {
                        long address = x[DecodedInstruction.rs1(w)] + DecodedInstruction.imm(w);
                        long offset = address - base;
                        if (offset < 0 || offset > lastLoad) {
                            offset = reads.find(address, 3);
                        }
                        if (offset >= 0) {
                            x[DecodedInstruction.rd(w)] = (int) INT.get(bytes, (int) offset);
                        } else {
                            left = slowLoad(w, at, left);
                        }
                        break;
                    }
                    case Opcode.LD: {
                        long address = x[DecodedInstruction.rs1(w)] + DecodedInstruction.imm(w);
                        long offset = address - base;
                        if (offset < 0 || offset > lastLoad) {
                            offset = reads.find(address, 7);
                        }
                        if (offset >= 0) {
                            x[DecodedInstruction.rd(w)] = (long) LONG.get(bytes, (int) offset);
                        } else {
                            left = slowLoad(w, at, left);
                        }
                        break;
                    }
                    case Opcode.LBU: {
                        long address = x[DecodedInstruction.rs1(w)] + DecodedInstruction.imm(w);
                        long offset = address - base;
                        if (offset < 0 || offset > lastLoad) {
                            offset = reads.find(address, 0);
                        }
                        if (offset >= 0) {
                            x[DecodedInstruction.rd(w)] = bytes[(int) offset] & 0xff;
                        } else {
                            left = slowLoad(w, at, left);
                        }
                        break;
                    }
                    case Opcode.LHU: {
                        long address = x[DecodedInstruction.rs1(w)] + DecodedInstruction.imm(w);
                        long offset = address - base;
                        if (offset < 0 || offset > lastLoad) {
                            offset = reads.find(address, 1);
                        }
                        if (offset >= 0) {
                            x[DecodedInstruction.rd(w)] = (short) SHORT.get(bytes, (int) offset) & 0xffff;
                        } else {
                            left = slowLoad(w, at, left);
                        }
                        break;
                    }
                    case Opcode.LWU: {
                        long address = x[DecodedInstruction.rs1(w)] + DecodedInstruction.imm(w);
                        long offset = address - base;
                        if (offset < 0 || offset > lastLoad) {
                            offset = reads.find(address, 3);
                        }
                        if (offset >= 0) {
                            x[DecodedInstruction.rd(w)] = (int) INT.get(bytes, (int) offset) & 0xffff_ffffL;
                        } else {
                            left = slowLoad(w, at, left);
                        }
                        break;
                    }
                    case Opcode.SB: {
                        long address = x[DecodedInstruction.rs1(w)] + DecodedInstruction.imm(w);
                        long offset = address - base;
                        if (offset < 0 || offset > lastStore) {
                            offset = writes.find(address, 0);
                        }
                        if (offset >= 0 && guard[(int) offset >>> Ram.PAGE_SHIFT] == 0) {
                            bytes[(int) offset] = (byte) x[DecodedInstruction.rs2(w)];
                        } else {
                            left = slowStore(w, at, left);
                        }
                        break;
                    }
                    case Opcode.SH: {
                        long address = x[DecodedInstruction.rs1(w)] + DecodedInstruction.imm(w);
                        long offset = address - base;
                        if (offset < 0 || offset > lastStore) {
                            offset = writes.find(address, 1);
                        }
                        if (offset >= 0 && (offset & 1 | guard[(int) offset >>> Ram.PAGE_SHIFT]) == 0) {
                            SHORT.set(bytes, (int) offset, (short) x[DecodedInstruction.rs2(w)]);
                        } else {
                            left = slowStore(w, at, left);
                        }
                        break;
                    }
                    case Opcode.SW: {
                        long address = x[DecodedInstruction.rs1(w)] + DecodedInstruction.imm(w);
                        long offset = address - base;
                        if (offset < 0 || offset > lastStore) {
                            offset = writes.find(address, 3);
                        }
                        if (offset >= 0 && (offset & 3 | guard[(int) offset >>> Ram.PAGE_SHIFT]) == 0) {
                            INT.set(bytes, (int) offset, (int) x[DecodedInstruction.rs2(w)]);
                        } else {
                            left = slowStore(w, at, left);
                        }
                        break;
                    }
                    case Opcode.SD: {
                        long address = x[DecodedInstruction.rs1(w)] + DecodedInstruction.imm(w);
                        long offset = address - base;
                        if (offset < 0 || offset > lastStore) {
                            offset = writes.find(address, 7);
                        }
                        if (offset >= 0 && (offset & 7 | guard[(int) offset >>> Ram.PAGE_SHIFT]) == 0) {
                            LONG.set(bytes, (int) offset, x[DecodedInstruction.rs2(w)]);
                        } else {
                            left = slowStore(w, at, left);
                        }
                        break;
                    }
                    case Opcode.ADDI:
                        x[DecodedInstruction.rd(w)] = x[DecodedInstruction.rs1(w)] + DecodedInstruction.imm(w);
                        break;
                    case Opcode.SLTI:
                        x[DecodedInstruction.rd(w)] = x[DecodedInstruction.rs1(w)] < DecodedInstruction.imm(w) ? 1 : 0;
                        break;
                    case Opcode.SLTIU:
                        x[DecodedInstruction.rd(w)] = x[DecodedInstruction.rs1(w)] + Long.MIN_VALUE
                                        < DecodedInstruction.imm(w) + Long.MIN_VALUE
                                ? 1
                                : 0;
                        break;
                    case Opcode.XORI:
                        x[DecodedInstruction.rd(w)] = x[DecodedInstruction.rs1(w)] ^ DecodedInstruction.imm(w);
                        break;
                    case Opcode.ORI:
                        x[DecodedInstruction.rd(w)] = x[DecodedInstruction.rs1(w)] | DecodedInstruction.imm(w);
                        break;
                    case Opcode.ANDI:
                        x[DecodedInstruction.rd(w)] = x[DecodedInstruction.rs1(w)] & DecodedInstruction.imm(w);
                        break;
                    case Opcode.SLLI:
                        x[DecodedInstruction.rd(w)] = x[DecodedInstruction.rs1(w)] << DecodedInstruction.imm(w);
                        break;
                    case Opcode.SRLI:
                        x[DecodedInstruction.rd(w)] = x[DecodedInstruction.rs1(w)] >>> DecodedInstruction.imm(w);
                        break;
                    case Opcode.SRAI:
                        x[DecodedInstruction.rd(w)] = x[DecodedInstruction.rs1(w)] >> DecodedInstruction.imm(w);
                        break;
                    case Opcode.ADD:
                        x[DecodedInstruction.rd(w)] = x[DecodedInstruction.rs1(w)] + x[DecodedInstruction.rs2(w)];
                        break;
                    case Opcode.SUB:
                        x[DecodedInstruction.rd(w)] = x[DecodedInstruction.rs1(w)] - x[DecodedInstruction.rs2(w)];
                        break;
                    case Opcode.SLL:
                        x[DecodedInstruction.rd(w)] = x[DecodedInstruction.rs1(w)] << x[DecodedInstruction.rs2(w)];
                        break;
                    case Opcode.SLT:
                        x[DecodedInstruction.rd(w)] =
                                x[DecodedInstruction.rs1(w)] < x[DecodedInstruction.rs2(w)] ? 1 : 0;
                        break;
                    case Opcode.SLTU:
                        x[DecodedInstruction.rd(w)] = x[DecodedInstruction.rs1(w)] + Long.MIN_VALUE
                                        < x[DecodedInstruction.rs2(w)] + Long.MIN_VALUE
                                ? 1
                                : 0;
                        break;
                    case Opcode.XOR:
                        x[DecodedInstruction.rd(w)] = x[DecodedInstruction.rs1(w)] ^ x[DecodedInstruction.rs2(w)];
                        break;
                    case Opcode.SRL:
                        x[DecodedInstruction.rd(w)] = x[DecodedInstruction.rs1(w)] >>> x[DecodedInstruction.rs2(w)];
                        break;
                    case Opcode.SRA:
                        x[DecodedInstruction.rd(w)] = x[DecodedInstruction.rs1(w)] >> x[DecodedInstruction.rs2(w)];
                        break;
                    case Opcode.OR:
                        x[DecodedInstruction.rd(w)] = x[DecodedInstruction.rs1(w)] | x[DecodedInstruction.rs2(w)];
                        break;
                    case Opcode.AND:
                        x[DecodedInstruction.rd(w)] = x[DecodedInstruction.rs1(w)] & x[DecodedInstruction.rs2(w)];
                        break;
                    case Opcode.ADDIW:
                        x[DecodedInstruction.rd(w)] = (int) x[DecodedInstruction.rs1(w)] + DecodedInstruction.imm(w);
                        break;
                    case Opcode.SLLIW:
                        x[DecodedInstruction.rd(w)] = (int) x[DecodedInstruction.rs1(w)] << DecodedInstruction.imm(w);
                        break;
                    case Opcode.SRLIW:
                        x[DecodedInstruction.rd(w)] = (int) x[DecodedInstruction.rs1(w)] >>> DecodedInstruction.imm(w);
                        break;
                    case Opcode.SRAIW:
                        x[DecodedInstruction.rd(w)] = (int) x[DecodedInstruction.rs1(w)] >> DecodedInstruction.imm(w);
                        break;
                    case Opcode.ADDW:
                        x[DecodedInstruction.rd(w)] =
                                (int) (x[DecodedInstruction.rs1(w)] + x[DecodedInstruction.rs2(w)]);
                        break;
                    case Opcode.SUBW:
                        x[DecodedInstruction.rd(w)] =
                                (int) (x[DecodedInstruction.rs1(w)] - x[DecodedInstruction.rs2(w)]);
                        break;
                    case Opcode.SLLW:
                        x[DecodedInstruction.rd(w)] =
                                (int) x[DecodedInstruction.rs1(w)] << (int) x[DecodedInstruction.rs2(w)];
                        break;
                    case Opcode.SRLW:
                        x[DecodedInstruction.rd(w)] =
                                (int) x[DecodedInstruction.rs1(w)] >>> (int) x[DecodedInstruction.rs2(w)];
                        break;
                    case Opcode.SRAW:
                        x[DecodedInstruction.rd(w)] =
                                (int) x[DecodedInstruction.rs1(w)] >> (int) x[DecodedInstruction.rs2(w)];
                        break;
                    case Opcode.MUL:
                        x[DecodedInstruction.rd(w)] = x[DecodedInstruction.rs1(w)] * x[DecodedInstruction.rs2(w)];
                        break;
                    case Opcode.MULW:
                        x[DecodedInstruction.rd(w)] =
                                (int) (x[DecodedInstruction.rs1(w)] * x[DecodedInstruction.rs2(w)]);
                        break;
                    case Opcode.DIV:
                        x[DecodedInstruction.rd(w)] =
                                IntegerArithmetic.div(x[DecodedInstruction.rs1(w)], x[DecodedInstruction.rs2(w)]);
                        break;
                    case Opcode.DIVU:
                        x[DecodedInstruction.rd(w)] =
                                IntegerArithmetic.divu(x[DecodedInstruction.rs1(w)], x[DecodedInstruction.rs2(w)]);
                        break;
                    case Opcode.REM:
                        x[DecodedInstruction.rd(w)] =
                                IntegerArithmetic.rem(x[DecodedInstruction.rs1(w)], x[DecodedInstruction.rs2(w)]);
                        break;
                    case Opcode.REMU:
                        x[DecodedInstruction.rd(w)] =
                                IntegerArithmetic.remu(x[DecodedInstruction.rs1(w)], x[DecodedInstruction.rs2(w)]);
                        break;
                    case Opcode.DIVW:
                        x[DecodedInstruction.rd(w)] = IntegerArithmetic.divw(
                                (int) x[DecodedInstruction.rs1(w)], (int) x[DecodedInstruction.rs2(w)]);
                        break;
                    case Opcode.DIVUW:
                        x[DecodedInstruction.rd(w)] = IntegerArithmetic.divuw(
                                (int) x[DecodedInstruction.rs1(w)], (int) x[DecodedInstruction.rs2(w)]);
                        break;
                    case Opcode.REMW:
                        x[DecodedInstruction.rd(w)] = IntegerArithmetic.remw(
                                (int) x[DecodedInstruction.rs1(w)], (int) x[DecodedInstruction.rs2(w)]);
                        break;
                    case Opcode.REMUW:
                        x[DecodedInstruction.rd(w)] = IntegerArithmetic.remuw(
                                (int) x[DecodedInstruction.rs1(w)], (int) x[DecodedInstruction.rs2(w)]);
                        break;
                    case Opcode.SHADD:
                        x[DecodedInstruction.rd(w)] =
                                canonical((x[DecodedInstruction.rs1(w)] << DecodedInstruction.imm(w))
                                        + x[DecodedInstruction.rs2(w)]);
                        break;
                    case Opcode.SHADD_UW:
                        x[DecodedInstruction.rd(w)] =
                                ((x[DecodedInstruction.rs1(w)] & 0xffff_ffffL) << DecodedInstruction.imm(w))
                                        + x[DecodedInstruction.rs2(w)];
                        break;
                    case Opcode.FLW: {
                        long address = x[DecodedInstruction.rs1(w)] + DecodedInstruction.imm(w);
                        long offset = address - base;
                        if (offset < 0 || offset > lastLoad) {
                            offset = reads.find(address, 3);
                        }
                        if (offset >= 0 && floatsReady) {
                            f[DecodedInstruction.rd(w)] = HostFloat.box((int) INT.get(bytes, (int) offset));
                        } else {
                            left = slowFloatLoad(w, at, left);
                        }
                        break;
                    }
                    case Opcode.FLD: {
                        long address = x[DecodedInstruction.rs1(w)] + DecodedInstruction.imm(w);
                        long offset = address - base;
                        if (offset < 0 || offset > lastLoad) {
                            offset = reads.find(address, 7);
                        }
                        if (offset >= 0 && floatsReady) {
                            f[DecodedInstruction.rd(w)] = (long) LONG.get(bytes, (int) offset);
                        } else {
                            left = slowFloatLoad(w, at, left);
                        }
                        break;
                    }
                    case Opcode.FSW: {
                        long address = x[DecodedInstruction.rs1(w)] + DecodedInstruction.imm(w);
                        long offset = address - base;
                        if (offset < 0 || offset > lastStore) {
                            offset = writes.find(address, 3);
                        }
                        if (offset >= 0 && (offset & 3 | guard[(int) offset >>> Ram.PAGE_SHIFT]) == 0 && floatsReady) {
                            INT.set(bytes, (int) offset, (int) f[DecodedInstruction.rs2(w)]);
                        } else {
                            left = slowFloatStore(w, at, left);
                        }
                        break;
                    }
                    case Opcode.FSD: {
                        long address = x[DecodedInstruction.rs1(w)] + DecodedInstruction.imm(w);
                        long offset = address - base;
                        if (offset < 0 || offset > lastStore) {
                            offset = writes.find(address, 7);
                        }
                        if (offset >= 0 && (offset & 7 | guard[(int) offset >>> Ram.PAGE_SHIFT]) == 0 && floatsReady) {
                            LONG.set(bytes, (int) offset, f[DecodedInstruction.rs2(w)]);
                        } else {
                            left = slowFloatStore(w, at, left);
                        }
                        break;
                    }
                    case Opcode.FADD_D: {
                        double result = Double.longBitsToDouble(f[DecodedInstruction.rs1(w)])
                                + Double.longBitsToDouble(f[DecodedInstruction.rs2(w)]);
                        long bits = Double.doubleToRawLongBits(result);
                        if (floatsSettled && HostFloat.isFinite(bits)) {
                            f[DecodedInstruction.rd(w)] = bits;
                        } else {
                            left = floating(w, at, left);
                        }
                        break;
                    }
                    case Opcode.FSUB_D: {
                        double result = Double.longBitsToDouble(f[DecodedInstruction.rs1(w)])
                                - Double.longBitsToDouble(f[DecodedInstruction.rs2(w)]);
                        long bits = Double.doubleToRawLongBits(result);
                        if (floatsSettled && HostFloat.isFinite(bits)) {
                            f[DecodedInstruction.rd(w)] = bits;
                        } else {
                            left = floating(w, at, left);
                        }
                        break;
                    }
                    case Opcode.FMUL_D: {
                        double a = Double.longBitsToDouble(f[DecodedInstruction.rs1(w)]);
                        double b = Double.longBitsToDouble(f[DecodedInstruction.rs2(w)]);
                        double result = a * b;
                        long bits = Double.doubleToRawLongBits(result);
                        if (floatsSettled && (HostFloat.isOrdinary(bits) || HostFloat.isExactZero(a, b, result))) {
                            f[DecodedInstruction.rd(w)] = bits;
                        } else {
                            left = floating(w, at, left);
                        }
                        break;
                    }
                    case Opcode.FDIV_D: {
                        double result = Double.longBitsToDouble(f[DecodedInstruction.rs1(w)])
                                / Double.longBitsToDouble(f[DecodedInstruction.rs2(w)]);
                        long bits = Double.doubleToRawLongBits(result);
                        if (floatsSettled && HostFloat.isOrdinary(bits)) {
                            f[DecodedInstruction.rd(w)] = bits;
                        } else {
                            left = floating(w, at, left);
                        }
                        break;
                    }
                    case Opcode.FSQRT_D: {
                        double result = Math.sqrt(Double.longBitsToDouble(f[DecodedInstruction.rs1(w)]));
                        long bits = Double.doubleToRawLongBits(result);
                        if (floatsSettled && HostFloat.isOrdinary(bits)) {
                            f[DecodedInstruction.rd(w)] = bits;
                        } else {
                            left = floating(w, at, left);
                        }
                        break;
                    }
                    case Opcode.FMADD_D: {
                        double result = Math.fma(
                                Double.longBitsToDouble(f[DecodedInstruction.rs1(w)]),
                                Double.longBitsToDouble(f[DecodedInstruction.rs2(w)]),
                                Double.longBitsToDouble(f[FloatUnit.rs3(w)]));
                        long bits = Double.doubleToRawLongBits(result);
                        if (floatsSettled && HostFloat.isOrdinary(bits)) {
                            f[DecodedInstruction.rd(w)] = bits;
                        } else {
                            left = floating(w, at, left);
                        }
                        break;
                    }
                    case Opcode.FMSUB_D: {
                        double result = Math.fma(
                                Double.longBitsToDouble(f[DecodedInstruction.rs1(w)]),
                                Double.longBitsToDouble(f[DecodedInstruction.rs2(w)]),
                                -Double.longBitsToDouble(f[FloatUnit.rs3(w)]));
                        long bits = Double.doubleToRawLongBits(result);
                        if (floatsSettled && HostFloat.isOrdinary(bits)) {
                            f[DecodedInstruction.rd(w)] = bits;
                        } else {
                            left = floating(w, at, left);
                        }
                        break;
                    }
                    case Opcode.FNMSUB_D: {
                        double result = Math.fma(
                                -Double.longBitsToDouble(f[DecodedInstruction.rs1(w)]),
                                Double.longBitsToDouble(f[DecodedInstruction.rs2(w)]),
                                Double.longBitsToDouble(f[FloatUnit.rs3(w)]));
                        long bits = Double.doubleToRawLongBits(result);
                        if (floatsSettled && HostFloat.isOrdinary(bits)) {
                            f[DecodedInstruction.rd(w)] = bits;
                        } else {
                            left = floating(w, at, left);
                        }
                        break;
                    }
                    case Opcode.FNMADD_D: {
                        double result = Math.fma(
                                -Double.longBitsToDouble(f[DecodedInstruction.rs1(w)]),
                                Double.longBitsToDouble(f[DecodedInstruction.rs2(w)]),
                                -Double.longBitsToDouble(f[FloatUnit.rs3(w)]));
                        long bits = Double.doubleToRawLongBits(result);
                        if (floatsSettled && HostFloat.isOrdinary(bits)) {
                            f[DecodedInstruction.rd(w)] = bits;
                        } else {
                            left = floating(w, at, left);
                        }
                        break;
                    }
                    case Opcode.FSGNJ_D:
                        if (floatsReady) {
                            f[DecodedInstruction.rd(w)] = f[DecodedInstruction.rs1(w)] & Long.MAX_VALUE
                                    | f[DecodedInstruction.rs2(w)] & Long.MIN_VALUE;
                        } else {
                            left = floating(w, at, left);
                        }
                        break;
                    case Opcode.FSGNJN_D:
                        if (floatsReady) {
                            f[DecodedInstruction.rd(w)] = f[DecodedInstruction.rs1(w)] & Long.MAX_VALUE
                                    | ~f[DecodedInstruction.rs2(w)] & Long.MIN_VALUE;
                        } else {
                            left = floating(w, at, left);
                        }
                        break;
                    case Opcode.FSGNJX_D:
                        if (floatsReady) {
                            f[DecodedInstruction.rd(w)] =
                                    f[DecodedInstruction.rs1(w)] ^ f[DecodedInstruction.rs2(w)] & Long.MIN_VALUE;
                        } else {
                            left = floating(w, at, left);
                        }
                        break;
                    case Opcode.FMV_X_D:
                        if (floatsReady) {
                            x[DecodedInstruction.rd(w)] = f[DecodedInstruction.rs1(w)];
                        } else {
                            left = floating(w, at, left);
                        }
                        break;
                    case Opcode.FMV_D_X:
                        if (floatsReady) {
                            f[DecodedInstruction.rd(w)] = x[DecodedInstruction.rs1(w)];
                        } else {
                            left = floating(w, at, left);
                        }
                        break;
                    case Opcode.FCVT_D_W:
                        if (floatsReady) {
                            f[DecodedInstruction.rd(w)] =
                                    Double.doubleToRawLongBits((int) x[DecodedInstruction.rs1(w)]);
                        } else {
                            left = floating(w, at, left);
                        }
                        break;
                    case Opcode.FEQ_D: {
                        double a = Double.longBitsToDouble(f[DecodedInstruction.rs1(w)]);
                        double b = Double.longBitsToDouble(f[DecodedInstruction.rs2(w)]);
                        if (floatsReady && a == b) {
                            x[DecodedInstruction.rd(w)] = 1;
                        } else if (floatsReady && (a < b || a > b)) {
                            x[DecodedInstruction.rd(w)] = 0;
                        } else {
                            left = floating(w, at, left);
                        }
                        break;
                    }
                    case Opcode.FLT_D: {
                        double a = Double.longBitsToDouble(f[DecodedInstruction.rs1(w)]);
                        double b = Double.longBitsToDouble(f[DecodedInstruction.rs2(w)]);
                        if (floatsReady && a < b) {
                            x[DecodedInstruction.rd(w)] = 1;
                        } else if (floatsReady && a >= b) {
                            x[DecodedInstruction.rd(w)] = 0;
                        } else {
                            left = floating(w, at, left);
                        }
                        break;
                    }
                    case Opcode.FLE_D: {
                        double a = Double.longBitsToDouble(f[DecodedInstruction.rs1(w)]);
                        double b = Double.longBitsToDouble(f[DecodedInstruction.rs2(w)]);
                        if (floatsReady && a <= b) {
                            x[DecodedInstruction.rd(w)] = 1;
                        } else if (floatsReady && a > b) {
                            x[DecodedInstruction.rd(w)] = 0;
                        } else {
                            left = floating(w, at, left);
                        }
                        break;
                    }
                    case Opcode.FCVT_D_L:
                        if (floatsSettled) {
                            f[DecodedInstruction.rd(w)] = Double.doubleToRawLongBits(x[DecodedInstruction.rs1(w)]);
                        } else {
                            left = floating(w, at, left);
                        }
                        break;
                    case Opcode.FCVT_W_D: {
                        int result = (int) Double.longBitsToDouble(f[DecodedInstruction.rs1(w)]);
                        if (floatsSettled
                                && result != 0
                                && result != Integer.MIN_VALUE
                                && result != Integer.MAX_VALUE) {
                            x[DecodedInstruction.rd(w)] = result;
                        } else {
                            left = floating(w, at, left);
                        }
                        break;
                    }
                    case Opcode.FCVT_L_D: {
                        long result = (long) Double.longBitsToDouble(f[DecodedInstruction.rs1(w)]);
                        if (floatsSettled && result != 0 && result != Long.MIN_VALUE && result != Long.MAX_VALUE) {
                            x[DecodedInstruction.rd(w)] = result;
                        } else {
                            left = floating(w, at, left);
                        }
                        break;
                    }
                    case Opcode.FADD_S: {
                        long a = f[DecodedInstruction.rs1(w)];
                        long b = f[DecodedInstruction.rs2(w)];
                        float result = Float.intBitsToFloat((int) a) + Float.intBitsToFloat((int) b);
                        if (floatsSettled && HostFloat.areBoxed(a, b) && HostFloat.isFinite(result)) {
                            f[DecodedInstruction.rd(w)] = HostFloat.box(result);
                        } else {
                            left = floating(w, at, left);
                        }
                        break;
                    }
                    case Opcode.FSUB_S: {
                        long a = f[DecodedInstruction.rs1(w)];
                        long b = f[DecodedInstruction.rs2(w)];
                        float result = Float.intBitsToFloat((int) a) - Float.intBitsToFloat((int) b);
                        if (floatsSettled && HostFloat.areBoxed(a, b) && HostFloat.isFinite(result)) {
                            f[DecodedInstruction.rd(w)] = HostFloat.box(result);
                        } else {
                            left = floating(w, at, left);
                        }
                        break;
                    }
                    case Opcode.FMUL_S: {
                        long a = f[DecodedInstruction.rs1(w)];
                        long b = f[DecodedInstruction.rs2(w)];
                        float result = Float.intBitsToFloat((int) a) * Float.intBitsToFloat((int) b);
                        if (floatsSettled && HostFloat.areBoxed(a, b) && HostFloat.isOrdinary(result)) {
                            f[DecodedInstruction.rd(w)] = HostFloat.box(result);
                        } else {
                            left = floating(w, at, left);
                        }
                        break;
                    }
                    default:
                        left = rare(w, at, left);
                        break;
                }
                at += DecodedInstruction.halfwords(w);
                if (--left == 0) {
                    return leave(at, left);
                }
                w = page[at];
                continue;
            }
            at += DecodedInstruction.imm(w);
            if ((at & -DecodedPages.SLOTS) != 0) {
                long target = pageBase + 2L * at;
                page = enter(target);
                at = DecodedPages.slot(target);
            }
            if (--left == 0) {
                return leave(at, left);
            }
            w = page[at];
        }
    }

    private long[] enter(long target) {
        long pc = canonical(target);
        pageBase = pc & -Ram.PAGE;
        return pages.enter(space, pc);
    }

    private int leave(long unexecuted, int at, int left) {
        word = unexecuted;
        sync(at, left);
        return DecodedInstruction.code(unexecuted);
    }

    private int leave(int at, int left) {
        sync(at, left);
        return Opcode.NOP;
    }

    /** Makes clock and pc exact, standing before the instruction at {@code at}. */
    private void sync(int at, int left) {
        clock.setSteps(end - left);
        hart.setPc(canonical(pageBase + 2L * at));
    }

    /** Makes the present step the last one. */
    private int cut(int left) {
        end -= left - 1;
        return 1;
    }

    private boolean stopsBefore(int at, int left) {
        long step = end - left;
        return probe.stopsBefore(hart, canonical(pageBase + 2L * at), step, step > began);
    }

    /** The instruction at a mark is about to run: the run may end after it. */
    private int transfer(long w, int at, int left) {
        return probe.stopsAfter(hart, w, canonical(pageBase + 2L * at), end - left) ? cut(left) : left;
    }

    // ---- What is not worth room in the loop ----

    private int slowLoad(long w, int at, int left) {
        sync(at, left);
        SlowAccess.load(hart, data, w);
        return afterAccess(left);
    }

    private int slowStore(long w, int at, int left) {
        sync(at, left);
        SlowAccess.store(hart, data, w);
        return afterAccess(left);
    }

    private int slowFloatLoad(long w, int at, int left) {
        sync(at, left);
        SlowAccess.loadFloat(hart, data, w);
        refreshFloats();
        return afterAccess(left);
    }

    private int slowFloatStore(long w, int at, int left) {
        sync(at, left);
        SlowAccess.storeFloat(hart, data, w);
        return afterAccess(left);
    }

    /** Any floating-point instruction that is no load or store, in any state. */
    private int floating(long w, int at, int left) {
        if (!floatUnit.execute(hart, w)) {
            sync(at, left);
            throw TrapException.illegalInstruction();
        }
        refreshFloats();
        return left;
    }

    private void refreshFloats() {
        floatsReady = hart.floats().isDirty();
        floatsSettled = hart.floats().isSettled();
    }

    private int afterAccess(int left) {
        return data.takeAttention() ? cut(left) : left;
    }

    private int rare(long w, int at, int left) {
        int code = DecodedInstruction.code(w);
        if (code >= Opcode.FLH) {
            return switch (code) {
                case Opcode.FLH -> slowFloatLoad(w, at, left);
                case Opcode.FSH -> slowFloatStore(w, at, left);
                default -> floating(w, at, left);
            };
        }
        if (code >= Opcode.ANDN) {
            x[DecodedInstruction.rd(w)] = BitManipulation.result(
                    code, x[DecodedInstruction.rs1(w)], x[DecodedInstruction.rs2(w)] + DecodedInstruction.imm(w));
            return left;
        }
        if (code >= Opcode.MULH && code <= Opcode.MULHU32) {
            x[DecodedInstruction.rd(w)] =
                    IntegerArithmetic.high(code, x[DecodedInstruction.rs1(w)], x[DecodedInstruction.rs2(w)]);
            return left;
        }
        sync(at, left);
        if (code >= Opcode.LR_W) {
            Atomics.execute(hart, data, code, w);
            return afterAccess(left);
        }
        if (code == Opcode.MISALIGNED) {
            boolean taken = MisalignedJump.isTaken(
                    DecodedInstruction.imm(w), x[DecodedInstruction.rs1(w)], x[DecodedInstruction.rs2(w)]);
            checkTarget(taken ? hart.pc() + MisalignedJump.distance(DecodedInstruction.imm(w)) : 0);
            return left;
        }
        if (code == Opcode.SFENCE_VMA) {
            fence();
            return left;
        }
        boolean written = CsrAccess.execute(hart, code, w);
        refreshFloats();
        return written && changesCourse(DecodedInstruction.imm(w)) ? cut(left) : left;
    }

    /** Whether after a write to this CSR memory may look different, or an interrupt may be due. */
    private boolean changesCourse(int csr) {
        return space.refresh() || hart.csrs().movesDeadline(csr) || hart.interrupt() >= 0;
    }

    private static void checkTarget(long target) {
        if ((target & 2) != 0) {
            throw new TrapException(Cause.INSTRUCTION_MISALIGNED, target);
        }
    }

    /** Translations are as if nothing were kept, so that there is nothing to forget. */
    private void fence() {
        if (!hart.csrs().permitsFence(hart.mode())) {
            throw TrapException.illegalInstruction();
        }
    }

    /** The instruction at pc, as it is in memory. */
    private long bits() {
        int bits = fetch32(hart.pc());
        return Decoder.length(bits) == 4 ? bits & 0xffff_ffffL : bits & 0xffff;
    }

    private long canonical(long value) {
        return xlen == 64 ? value : (int) value;
    }

    private static VarHandle view(Class<?> type) {
        return MethodHandles.byteArrayViewVarHandle(type, ByteOrder.LITTLE_ENDIAN);
    }
}
