package dev.hindsight.emulator.engine;

import dev.hindsight.emulator.bus.Bus;
import dev.hindsight.emulator.bus.Clock;
import dev.hindsight.emulator.bus.PowerOff;
import dev.hindsight.emulator.bus.Ram;
import dev.hindsight.emulator.hart.Cause;
import dev.hindsight.emulator.hart.CsrFile;
import dev.hindsight.emulator.hart.Hart;
import dev.hindsight.emulator.hart.Trap;
import dev.hindsight.emulator.hart.TrapException;
import dev.hindsight.emulator.isa.Csr;
import dev.hindsight.emulator.isa.Decoder;
import dev.hindsight.emulator.machine.Hit;
import dev.hindsight.emulator.machine.StopPoints;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Executes one hart until a step is reached or the board is needed.
 *
 * <p>{@link #loop} is the one big switch. It counts {@code left} down and keeps its place in locals; whatever can trap,
 * reach a device or be watched first writes the exact step and pc to clock and hart ({@link #sync}). To come back after
 * the present step, {@link #cut} moves the end there. HotSpot compiles no method of more than 8000 bytes of bytecode; a
 * test checks that.
 */
public final class Interpreter {
    private static final VarHandle SHORT = view(short[].class);
    private static final VarHandle INT = view(int[].class);
    private static final VarHandle LONG = view(long[].class);

    /** The two instructions that make an EBREAK between them a semihosting call. */
    private static final int SLLI_X0_31 = 0x01f01013;

    private static final int SRAI_X0_7 = 0x40705013;
    private static final int LONGEST_RUN = 1 << 30;
    private static final long NO_STEP = -1;

    private final Ram ram;
    private final Clock clock;
    private final DecodedPages pages;
    private final Watches watches;
    private final Memory memory;
    private final int xlen;
    /** Where RAM begins, as a register would hold it. */
    private final long base;

    private Hart hart;
    private long[] x;
    private StopPoints stops = StopPoints.NONE;
    private long end;
    private long pageBase;
    /** The instruction at which {@link #loop} left. */
    private long word;

    private long breakStep = NO_STEP;
    private long breakPc;
    private int breakHart;
    private Trap trap = Trap.exception(0, 0);
    private int status;

    public Interpreter(Hart hart, Ram ram, Bus bus, Clock clock) {
        this.hart = hart;
        this.x = hart.x();
        this.ram = ram;
        this.clock = clock;
        this.xlen = hart.xlen();
        this.pages = new DecodedPages(ram, bus, hart.isa());
        this.watches = new Watches(ram, clock, xlen);
        this.memory = new Memory(ram, bus, watches, xlen);
        this.base = canonical(ram.base());
    }

    /** Takes new stop points and forgets earlier hits. */
    public void setStops(StopPoints next) {
        stops = next;
        pages.setStops(next);
        watches.setStops(next);
        breakStep = NO_STEP;
    }

    /** Runs until the clock shows {@code limit} at most; there is at least one step to go. */
    public Outcome run(Hart which, long limit) {
        hart = which;
        x = which.x();
        end = Math.min(limit, clock.steps() + LONGEST_RUN);
        try {
            return finish(loop());
        } catch (TrapException e) {
            return trap(e.cause(), e.tval());
        } catch (PowerOff e) {
            status = e.status();
            return Outcome.HALT;
        }
    }

    /** The trap to take, after {@link Outcome#TRAP}. */
    public Trap trap() {
        return trap;
    }

    /** The guest's exit status, after {@link Outcome#HALT}. */
    public int status() {
        return status;
    }

    /** Memory as the present hart's instructions see it, for calls made on its behalf. */
    public Memory memory() {
        return memory;
    }

    /** Whether an instruction can be fetched there. */
    public boolean fetchable(long pc) {
        return pages.fetch(pc & mask()) >= 0;
    }

    /** Whether a watched access was made since {@link #setStops}. */
    public boolean accessed() {
        return watches.sawAny();
    }

    /** The watched accesses of the last step that made any, since {@link #setStops}. */
    public Optional<Hit.Data> lastAccess() {
        return watches.last();
    }

    /** The last breakpoint met since {@link #setStops}. */
    public Optional<Hit.Code> lastBreakpoint() {
        return breakStep == NO_STEP ? Optional.empty() : Optional.of(new Hit.Code(breakStep, breakHart, breakPc));
    }

    private Outcome finish(int code) {
        return switch (code) {
            case Code.BREAK -> Outcome.BREAKPOINT;
            case Code.ECALL -> trap(Cause.ECALL_M, 0);
            case Code.EBREAK -> isSemihosting() ? Outcome.SEMIHOSTING : trap(Cause.BREAKPOINT, 0);
            case Code.ILLEGAL, Code.SRET -> trap(Cause.ILLEGAL_INSTRUCTION, bits());
            case Code.FETCH_FAULT -> unfetchable();
            case Code.MRET -> {
                hart.returnFromTrap();
                yield retired();
            }
            case Code.WFI -> {
                hart.setPc(hart.pc() + 4);
                hart.setWaiting(true);
                yield retired();
            }
            case Code.PAUSE -> {
                hart.setPc(hart.pc() + 4);
                yield retired();
            }
            default -> Outcome.DONE;
        };
    }

    private Outcome retired() {
        clock.setSteps(clock.steps() + 1);
        return Outcome.DONE;
    }

    private Outcome trap(int cause, long tval) {
        trap = Trap.exception(cause, canonical(tval));
        return Outcome.TRAP;
    }

    /** There are no words to mark where nothing can be fetched. */
    private Outcome unfetchable() {
        if (pages.hasBreakpoint(hart.pc())) {
            noteBreakpoint(clock.steps(), hart.pc());
            if (!stops.remembering()) {
                return Outcome.BREAKPOINT;
            }
        }
        return trap(Cause.INSTRUCTION_ACCESS, hart.pc() + Word.imm(word));
    }

    private boolean isSemihosting() {
        return fetch32(hart.pc() - 4) == SLLI_X0_31 && fetch32(hart.pc() + 4) == SRAI_X0_7;
    }

    private int fetch32(long pc) {
        return pages.fetch(pc & mask()) & 0xffff | pages.fetch(pc + 2 & mask()) << 16;
    }

    // ---- The loop ----

    /** Returns the code that it did not execute, or {@link Code#NOP} if it is just done. */
    private int loop() {
        final long[] x = this.x;
        final byte[] bytes = ram.bytes();
        final byte[] guard = ram.guard();
        final long base = this.base;
        final long lastLoad = watches.wantReads() ? -1 : ram.size() - 8;
        final long lastStore = ram.size() - 8;
        long[] page = enter(hart.pc());
        int at = slot(hart.pc());
        int left = (int) (end - clock.steps());
        long w = page[at];
        while (true) {
            taken:
            {
                switch (Word.code(w)) {
                    case Code.UNDECODED:
                        w = pages.fill(page, at, pageBase + 2L * at);
                        continue;
                    case Code.BREAK:
                        noteBreakpoint(end - left, pageBase + 2L * at);
                        if (!stops.remembering()) {
                            return leave(w, at, left);
                        }
                        w = Word.unmarked(w);
                        continue;
                    case Code.NEXT_PAGE:
                        page = enter(pageBase + 2L * at);
                        at -= DecodedPages.SLOTS;
                        w = page[at];
                        continue;
                    case Code.FETCH_FAULT:
                    case Code.ILLEGAL:
                    case Code.ECALL:
                    case Code.EBREAK:
                    case Code.MRET:
                    case Code.SRET:
                    case Code.WFI:
                    case Code.PAUSE:
                        return leave(w, at, left);
                    case Code.NOP:
                        break;
                    case Code.LUI:
                        x[Word.rd(w)] = Word.imm(w) << Word.UPPER_SHIFT;
                        break;
                    case Code.AUIPC:
                        x[Word.rd(w)] = canonical(pageBase + 2L * at + (Word.imm(w) << Word.UPPER_SHIFT));
                        break;
                    case Code.JAL:
                        x[Word.rd(w)] = pageBase + 2L * (at + Word.halfwords(w));
                        break taken;
                    case Code.JALR:
                        long target = x[Word.rs1(w)] + Word.imm(w) & ~1;
                        x[Word.rd(w)] = pageBase + 2L * (at + Word.halfwords(w));
                        if ((target & -Ram.PAGE) != pageBase) {
                            page = enter(target);
                        }
                        at = slot(target);
                        if (--left == 0) {
                            return leave(at, left);
                        }
                        w = page[at];
                        continue;
                    case Code.BEQ:
                        if (x[Word.rs1(w)] == x[Word.rs2(w)]) {
                            break taken;
                        }
                        break;
                    case Code.BNE:
                        if (x[Word.rs1(w)] != x[Word.rs2(w)]) {
                            break taken;
                        }
                        break;
                    case Code.BLT:
                        if (x[Word.rs1(w)] < x[Word.rs2(w)]) {
                            break taken;
                        }
                        break;
                    case Code.BGE:
                        if (x[Word.rs1(w)] >= x[Word.rs2(w)]) {
                            break taken;
                        }
                        break;
                    case Code.BLTU:
                        if (x[Word.rs1(w)] + Long.MIN_VALUE < x[Word.rs2(w)] + Long.MIN_VALUE) {
                            break taken;
                        }
                        break;
                    case Code.BGEU:
                        if (x[Word.rs1(w)] + Long.MIN_VALUE >= x[Word.rs2(w)] + Long.MIN_VALUE) {
                            break taken;
                        }
                        break;
                    case Code.LB: {
                        long offset = x[Word.rs1(w)] + Word.imm(w) - base;
                        if (offset >= 0 && offset <= lastLoad) {
                            x[Word.rd(w)] = bytes[(int) offset];
                        } else {
                            left = slowLoad(w, at, left);
                        }
                        break;
                    }
                    case Code.LH: {
                        long offset = x[Word.rs1(w)] + Word.imm(w) - base;
                        if (offset >= 0 && offset <= lastLoad) {
                            x[Word.rd(w)] = (short) SHORT.get(bytes, (int) offset);
                        } else {
                            left = slowLoad(w, at, left);
                        }
                        break;
                    }
                    case Code.LW: {
                        long offset = x[Word.rs1(w)] + Word.imm(w) - base;
                        if (offset >= 0 && offset <= lastLoad) {
                            x[Word.rd(w)] = (int) INT.get(bytes, (int) offset);
                        } else {
                            left = slowLoad(w, at, left);
                        }
                        break;
                    }
                    case Code.LD: {
                        long offset = x[Word.rs1(w)] + Word.imm(w) - base;
                        if (offset >= 0 && offset <= lastLoad) {
                            x[Word.rd(w)] = (long) LONG.get(bytes, (int) offset);
                        } else {
                            left = slowLoad(w, at, left);
                        }
                        break;
                    }
                    case Code.LBU: {
                        long offset = x[Word.rs1(w)] + Word.imm(w) - base;
                        if (offset >= 0 && offset <= lastLoad) {
                            x[Word.rd(w)] = bytes[(int) offset] & 0xff;
                        } else {
                            left = slowLoad(w, at, left);
                        }
                        break;
                    }
                    case Code.LHU: {
                        long offset = x[Word.rs1(w)] + Word.imm(w) - base;
                        if (offset >= 0 && offset <= lastLoad) {
                            x[Word.rd(w)] = (short) SHORT.get(bytes, (int) offset) & 0xffff;
                        } else {
                            left = slowLoad(w, at, left);
                        }
                        break;
                    }
                    case Code.LWU: {
                        long offset = x[Word.rs1(w)] + Word.imm(w) - base;
                        if (offset >= 0 && offset <= lastLoad) {
                            x[Word.rd(w)] = (int) INT.get(bytes, (int) offset) & 0xffff_ffffL;
                        } else {
                            left = slowLoad(w, at, left);
                        }
                        break;
                    }
                    case Code.SB: {
                        long offset = x[Word.rs1(w)] + Word.imm(w) - base;
                        if (offset >= 0 && offset <= lastStore && guard[(int) offset >>> Ram.PAGE_SHIFT] == 0) {
                            bytes[(int) offset] = (byte) x[Word.rs2(w)];
                        } else {
                            left = slowStore(w, at, left);
                        }
                        break;
                    }
                    case Code.SH: {
                        long offset = x[Word.rs1(w)] + Word.imm(w) - base;
                        if (offset >= 0
                                && offset <= lastStore
                                && (offset & 1 | guard[(int) offset >>> Ram.PAGE_SHIFT]) == 0) {
                            SHORT.set(bytes, (int) offset, (short) x[Word.rs2(w)]);
                        } else {
                            left = slowStore(w, at, left);
                        }
                        break;
                    }
                    case Code.SW: {
                        long offset = x[Word.rs1(w)] + Word.imm(w) - base;
                        if (offset >= 0
                                && offset <= lastStore
                                && (offset & 3 | guard[(int) offset >>> Ram.PAGE_SHIFT]) == 0) {
                            INT.set(bytes, (int) offset, (int) x[Word.rs2(w)]);
                        } else {
                            left = slowStore(w, at, left);
                        }
                        break;
                    }
                    case Code.SD: {
                        long offset = x[Word.rs1(w)] + Word.imm(w) - base;
                        if (offset >= 0
                                && offset <= lastStore
                                && (offset & 7 | guard[(int) offset >>> Ram.PAGE_SHIFT]) == 0) {
                            LONG.set(bytes, (int) offset, x[Word.rs2(w)]);
                        } else {
                            left = slowStore(w, at, left);
                        }
                        break;
                    }
                    case Code.ADDI:
                        x[Word.rd(w)] = x[Word.rs1(w)] + Word.imm(w);
                        break;
                    case Code.SLTI:
                        x[Word.rd(w)] = x[Word.rs1(w)] < Word.imm(w) ? 1 : 0;
                        break;
                    case Code.SLTIU:
                        x[Word.rd(w)] = x[Word.rs1(w)] + Long.MIN_VALUE < Word.imm(w) + Long.MIN_VALUE ? 1 : 0;
                        break;
                    case Code.XORI:
                        x[Word.rd(w)] = x[Word.rs1(w)] ^ Word.imm(w);
                        break;
                    case Code.ORI:
                        x[Word.rd(w)] = x[Word.rs1(w)] | Word.imm(w);
                        break;
                    case Code.ANDI:
                        x[Word.rd(w)] = x[Word.rs1(w)] & Word.imm(w);
                        break;
                    case Code.SLLI:
                        x[Word.rd(w)] = x[Word.rs1(w)] << Word.imm(w);
                        break;
                    case Code.SRLI:
                        x[Word.rd(w)] = x[Word.rs1(w)] >>> Word.imm(w);
                        break;
                    case Code.SRAI:
                        x[Word.rd(w)] = x[Word.rs1(w)] >> Word.imm(w);
                        break;
                    case Code.ADD:
                        x[Word.rd(w)] = x[Word.rs1(w)] + x[Word.rs2(w)];
                        break;
                    case Code.SUB:
                        x[Word.rd(w)] = x[Word.rs1(w)] - x[Word.rs2(w)];
                        break;
                    case Code.SLL:
                        x[Word.rd(w)] = x[Word.rs1(w)] << x[Word.rs2(w)];
                        break;
                    case Code.SLT:
                        x[Word.rd(w)] = x[Word.rs1(w)] < x[Word.rs2(w)] ? 1 : 0;
                        break;
                    case Code.SLTU:
                        x[Word.rd(w)] = x[Word.rs1(w)] + Long.MIN_VALUE < x[Word.rs2(w)] + Long.MIN_VALUE ? 1 : 0;
                        break;
                    case Code.XOR:
                        x[Word.rd(w)] = x[Word.rs1(w)] ^ x[Word.rs2(w)];
                        break;
                    case Code.SRL:
                        x[Word.rd(w)] = x[Word.rs1(w)] >>> x[Word.rs2(w)];
                        break;
                    case Code.SRA:
                        x[Word.rd(w)] = x[Word.rs1(w)] >> x[Word.rs2(w)];
                        break;
                    case Code.OR:
                        x[Word.rd(w)] = x[Word.rs1(w)] | x[Word.rs2(w)];
                        break;
                    case Code.AND:
                        x[Word.rd(w)] = x[Word.rs1(w)] & x[Word.rs2(w)];
                        break;
                    case Code.ADDIW:
                        x[Word.rd(w)] = (int) x[Word.rs1(w)] + Word.imm(w);
                        break;
                    case Code.SLLIW:
                        x[Word.rd(w)] = (int) x[Word.rs1(w)] << Word.imm(w);
                        break;
                    case Code.SRLIW:
                        x[Word.rd(w)] = (int) x[Word.rs1(w)] >>> Word.imm(w);
                        break;
                    case Code.SRAIW:
                        x[Word.rd(w)] = (int) x[Word.rs1(w)] >> Word.imm(w);
                        break;
                    case Code.ADDW:
                        x[Word.rd(w)] = (int) (x[Word.rs1(w)] + x[Word.rs2(w)]);
                        break;
                    case Code.SUBW:
                        x[Word.rd(w)] = (int) (x[Word.rs1(w)] - x[Word.rs2(w)]);
                        break;
                    case Code.SLLW:
                        x[Word.rd(w)] = (int) x[Word.rs1(w)] << (int) x[Word.rs2(w)];
                        break;
                    case Code.SRLW:
                        x[Word.rd(w)] = (int) x[Word.rs1(w)] >>> (int) x[Word.rs2(w)];
                        break;
                    case Code.SRAW:
                        x[Word.rd(w)] = (int) x[Word.rs1(w)] >> (int) x[Word.rs2(w)];
                        break;
                    case Code.MUL:
                        x[Word.rd(w)] = x[Word.rs1(w)] * x[Word.rs2(w)];
                        break;
                    case Code.MULW:
                        x[Word.rd(w)] = (int) (x[Word.rs1(w)] * x[Word.rs2(w)]);
                        break;
                    case Code.DIV:
                        x[Word.rd(w)] = Arithmetic.div(x[Word.rs1(w)], x[Word.rs2(w)]);
                        break;
                    case Code.DIVU:
                        x[Word.rd(w)] = Arithmetic.divu(x[Word.rs1(w)], x[Word.rs2(w)]);
                        break;
                    case Code.REM:
                        x[Word.rd(w)] = Arithmetic.rem(x[Word.rs1(w)], x[Word.rs2(w)]);
                        break;
                    case Code.REMU:
                        x[Word.rd(w)] = Arithmetic.remu(x[Word.rs1(w)], x[Word.rs2(w)]);
                        break;
                    case Code.DIVW:
                        x[Word.rd(w)] = Arithmetic.divw((int) x[Word.rs1(w)], (int) x[Word.rs2(w)]);
                        break;
                    case Code.DIVUW:
                        x[Word.rd(w)] = Arithmetic.divuw((int) x[Word.rs1(w)], (int) x[Word.rs2(w)]);
                        break;
                    case Code.REMW:
                        x[Word.rd(w)] = Arithmetic.remw((int) x[Word.rs1(w)], (int) x[Word.rs2(w)]);
                        break;
                    case Code.REMUW:
                        x[Word.rd(w)] = Arithmetic.remuw((int) x[Word.rs1(w)], (int) x[Word.rs2(w)]);
                        break;
                    case Code.SHADD:
                        x[Word.rd(w)] = canonical((x[Word.rs1(w)] << Word.imm(w)) + x[Word.rs2(w)]);
                        break;
                    case Code.SHADD_UW:
                        x[Word.rd(w)] = ((x[Word.rs1(w)] & 0xffff_ffffL) << Word.imm(w)) + x[Word.rs2(w)];
                        break;
                    default:
                        left = rare(w, at, left);
                        break;
                }
                at += Word.halfwords(w);
                if (--left == 0) {
                    return leave(at, left);
                }
                w = page[at];
                continue;
            }
            at += Word.imm(w);
            if ((at & -DecodedPages.SLOTS) != 0) {
                long target = pageBase + 2L * at;
                page = enter(target);
                at = slot(target);
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
        return pages.page(pc);
    }

    private static int slot(long pc) {
        return (int) pc >>> 1 & DecodedPages.SLOTS - 1;
    }

    private int leave(long unexecuted, int at, int left) {
        word = unexecuted;
        sync(at, left);
        return Word.code(unexecuted);
    }

    private int leave(int at, int left) {
        sync(at, left);
        return Code.NOP;
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

    private void noteBreakpoint(long step, long pc) {
        breakStep = step;
        breakPc = pc & mask();
        breakHart = hart.id();
    }

    // ---- What is not worth room in the loop ----

    private int slowLoad(long w, int at, int left) {
        sync(at, left);
        long address = x[Word.rs1(w)] + Word.imm(w);
        x[Word.rd(w)] = switch (Word.code(w)) {
            case Code.LB -> (byte) memory.load(hart, address, 1);
            case Code.LBU -> memory.load(hart, address, 1);
            case Code.LH -> (short) memory.load(hart, address, 2);
            case Code.LHU -> memory.load(hart, address, 2);
            case Code.LW -> (int) memory.load(hart, address, 4);
            case Code.LWU -> memory.load(hart, address, 4);
            default -> memory.load(hart, address, 8);
        };
        return afterAccess(left);
    }

    private int slowStore(long w, int at, int left) {
        sync(at, left);
        int size = 1 << Word.code(w) - Code.SB;
        memory.store(hart, x[Word.rs1(w)] + Word.imm(w), size, x[Word.rs2(w)]);
        return afterAccess(left);
    }

    private int afterAccess(int left) {
        return memory.takeAttention() ? cut(left) : left;
    }

    private int rare(long w, int at, int left) {
        int code = Word.code(w);
        if (code >= Code.ANDN) {
            x[Word.rd(w)] = BitManipulation.result(code, x[Word.rs1(w)], x[Word.rs2(w)] + Word.imm(w));
            return left;
        }
        if (code >= Code.LR_W) {
            sync(at, left);
            atomic(code, w);
            return afterAccess(left);
        }
        if (code == Code.SFENCE_VMA) {
            sync(at, left);
            throw new TrapException(Cause.ILLEGAL_INSTRUCTION, bits());
        }
        if (code >= Code.CSRRW) {
            sync(at, left);
            return csr(code, w) ? cut(left) : left;
        }
        x[Word.rd(w)] = Arithmetic.high(code, x[Word.rs1(w)], x[Word.rs2(w)]);
        return left;
    }

    private void atomic(int code, long w) {
        int size = code >= Code.LR_D ? 8 : 4;
        int kind = code >= Code.LR_D ? code - Code.ATOMICS : code;
        long address = x[Word.rs1(w)];
        if (kind == Code.LR_W) {
            memory.checkAtomic(address, size, true);
            long value = loadSigned(address, size);
            hart.reserve(address, value);
            x[Word.rd(w)] = value;
        } else if (kind == Code.SC_W) {
            x[Word.rd(w)] = storeConditional(address, size, x[Word.rs2(w)]) ? 0 : 1;
        } else {
            memory.checkAtomic(address, size, false);
            long old = loadSigned(address, size);
            long operand = size == 8 ? x[Word.rs2(w)] : (int) x[Word.rs2(w)];
            memory.store(hart, address, size, Arithmetic.atomic(kind, old, operand));
            x[Word.rd(w)] = old;
        }
    }

    private boolean storeConditional(long address, int size, long value) {
        boolean succeeds = hart.takeReservation(address, () -> memory.peekSigned(address, size));
        if (succeeds) {
            memory.store(hart, address, size, value);
        }
        return succeeds;
    }

    private long loadSigned(long address, int size) {
        long value = memory.load(hart, address, size);
        return size == 8 ? value : (int) value;
    }

    /** Executes a CSR instruction; whether interrupts may have become possible. */
    private boolean csr(int code, long w) {
        int address = Word.imm(w);
        boolean immediate = code >= Code.CSRRWI;
        int kind = immediate ? code - Code.CSRRWI + Code.CSRRW : code;
        long operand = immediate ? Word.rs1(w) : x[Word.rs1(w)];
        boolean writes = kind == Code.CSRRW || Word.rs1(w) != 0;
        if (!CsrFile.exists(address, xlen) || writes && Csr.isReadOnly(address)) {
            throw new TrapException(Cause.ILLEGAL_INSTRUCTION, bits());
        }
        long old = hart.csrs().read(address);
        if (writes) {
            hart.csrs().write(address, canonical(combine(kind, old, operand)));
        }
        x[Word.rd(w)] = old;
        return writes && (address == Csr.MSTATUS || address == Csr.MIE);
    }

    private static long combine(int kind, long old, long operand) {
        return switch (kind) {
            case Code.CSRRW -> operand;
            case Code.CSRRS -> old | operand;
            default -> old & ~operand;
        };
    }

    /** The instruction at pc, as it is in memory. */
    private long bits() {
        int bits = fetch32(hart.pc());
        return Decoder.length(bits) == 4 ? bits & 0xffff_ffffL : bits & 0xffff;
    }

    private long canonical(long value) {
        return xlen == 64 ? value : (int) value;
    }

    private long mask() {
        return xlen == 64 ? -1 : 0xffff_ffffL;
    }

    private static VarHandle view(Class<?> type) {
        return MethodHandles.byteArrayViewVarHandle(type, ByteOrder.LITTLE_ENDIAN);
    }
}
