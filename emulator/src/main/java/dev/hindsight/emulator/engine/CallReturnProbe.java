package dev.hindsight.emulator.engine;

import dev.hindsight.emulator.hart.Hart;
import dev.hindsight.emulator.isa.Csr;
import dev.hindsight.emulator.isa.Register;
import dev.hindsight.emulator.machine.Event;
import dev.hindsight.emulator.machine.Hit;
import dev.hindsight.emulator.machine.StopPoints;
import java.util.ArrayList;
import java.util.List;

/** The calls of functions and the returns from them that a run looks for, which are found at {@link CodeMarks}. */
final class CallReturnProbe {
    private static final long NO_STEP = -1;
    private static final int RA = Register.RA.gdb();

    private final Hits hits;
    private final long addressMask;
    private List<Event.Call> calls = List.of();
    private List<Event.Return> returns = List.of();

    /** Of the step under way, which may yet end in a trap. */
    private final List<Hit.Happened> returning = new ArrayList<>();

    private long jumpStep;
    private long jumpPc;

    CallReturnProbe(int xlen, Hits hits) {
        this.hits = hits;
        addressMask = xlen == 64 ? -1 : 0xffff_ffffL;
    }

    /** Begins a run. Whether other functions are looked for than before. */
    boolean setStops(StopPoints stops) {
        forget();
        jumpStep = NO_STEP;
        List<Event.Call> nextCalls = of(Event.Call.class, stops);
        List<Event.Return> nextReturns = of(Event.Return.class, stops);
        boolean others = !nextCalls.equals(calls) || !nextReturns.equals(returns);
        calls = nextCalls;
        returns = nextReturns;
        return others;
    }

    private static <T extends Event> List<T> of(Class<T> kind, StopPoints stops) {
        return stops.events().isEmpty()
                ? List.of()
                : stops.events().stream()
                        .filter(kind::isInstance)
                        .map(kind::cast)
                        .toList();
    }

    /** Forgets the step under way. */
    void forget() {
        returning.clear();
    }

    /** Whether an instruction may return, or jump without a link. */
    static boolean concerns(long word) {
        return switch (DecodedInstruction.code(word)) {
            case Opcode.MRET, Opcode.SRET -> true;
            case Opcode.BEQ, Opcode.BNE, Opcode.BLT, Opcode.BGE, Opcode.BLTU, Opcode.BGEU -> true;
            case Opcode.JAL, Opcode.JALR, Opcode.JALR_CHECKED -> DecodedInstruction.rd(word) == Hart.SINK;
            default -> false;
        };
    }

    // ---- At the marks ----

    /** {@code step} has led the hart to {@code pc}; whether that is a call. */
    boolean arrived(Hart hart, long pc, long step) {
        settle(step + 1);
        boolean called = false;
        for (Event.Call call : calls) {
            boolean loops = step == jumpStep && isIn(jumpPc, call.entry(), call.end());
            if ((pc - call.entry() & addressMask) == 0 && !loops) {
                hits.transfer(happened(step, hart, pc, call, "Call of 0x%x".formatted(pc & addressMask)));
                called = true;
            }
        }
        return called;
    }

    /** The present step executes this instruction; whether that is a return. */
    boolean leaves(Hart hart, long word, long pc, long step) {
        if (!concerns(word)) {
            return false;
        }
        jumpStep = step;
        jumpPc = pc;
        settle(step);
        for (Event.Return from : returns) {
            if (returns(word) && isIn(pc, from.entry(), from.end())) {
                String text = "Return from the function at 0x%x".formatted(from.entry() & addressMask);
                returning.add(happened(step, hart, target(hart, word), from, text));
            }
        }
        return !returning.isEmpty();
    }

    /** {@code step} does not execute its instruction: it is a trap. */
    void trapped(long step) {
        settle(step);
        returning.clear();
        jumpStep = NO_STEP;
    }

    private void settle(long now) {
        if (!returning.isEmpty() && returning.get(0).step() < now) {
            returning.forEach(hits::transfer);
            returning.clear();
        }
    }

    private Hit.Happened happened(long step, Hart hart, long pc, Event event, String text) {
        return new Hit.Happened(step, hart.id(), pc & addressMask, event, text);
    }

    private static boolean returns(long word) {
        int code = DecodedInstruction.code(word);
        return code == Opcode.MRET
                || code == Opcode.SRET
                || (code == Opcode.JALR || code == Opcode.JALR_CHECKED)
                        && DecodedInstruction.rs1(word) == RA
                        && DecodedInstruction.imm(word) == 0;
    }

    private static long target(Hart hart, long word) {
        return switch (DecodedInstruction.code(word)) {
            case Opcode.MRET -> hart.csrs().read(Csr.MEPC);
            case Opcode.SRET -> hart.csrs().read(Csr.SEPC);
            default -> hart.x()[RA] & ~1;
        };
    }

    private boolean isIn(long pc, long entry, long end) {
        return Long.compareUnsigned(pc - entry & addressMask, end - entry) < 0;
    }
}
