package dev.hindsight.adapter.stepping;

import dev.hindsight.adapter.dwarf.Range;
import dev.hindsight.adapter.eval.Evaluator;
import dev.hindsight.adapter.eval.Value;
import dev.hindsight.adapter.frames.Frame;
import dev.hindsight.adapter.frames.Unwinder;
import dev.hindsight.adapter.symbols.Function;
import dev.hindsight.adapter.symbols.Program;
import dev.hindsight.adapter.symbols.Registers;
import dev.hindsight.adapter.symbols.SourceLine;
import dev.hindsight.emulator.client.Mover;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.rtos.Rtos;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/** The program as a plan sees it from where the machine stands. */
public final class CodeView {
    private static final int SHORTEST_INSTRUCTION = 2;
    /** Of instructions, in bytes. */
    private static final int[] LENGTHS = {2, 4};
    /** mret and sret [Priv 3.3.2, Trap-Return Instructions]. */
    private static final Set<Integer> RETURNS = Set.of(0x30200073, 0x10200073);

    private final Program program;
    private final Optional<Rtos> rtos;
    private final Unwinder unwinder;
    private final Evaluator evaluator;

    public CodeView(Program program, Optional<Rtos> rtos) {
        this.program = program;
        this.rtos = rtos;
        this.unwinder = new Unwinder(program);
        this.evaluator = new Evaluator(program);
    }

    Program program() {
        return program;
    }

    long pc(Inspector now, int hart) {
        return program.canonical(now.pc(hart));
    }

    /** The task that runs on the hart, if the guest has tasks. */
    OptionalLong task(Inspector now, int hart) {
        return rtos.isPresent() ? rtos.get().running(now, hart) : OptionalLong.empty();
    }

    Frame frame(Inspector now, int hart) {
        var state = new HartAt(now, hart);
        return unwinder.unwind(state, state, 1).top();
    }

    /** The frame that the function which runs now returns to; inlined copies are no calls. */
    Optional<Frame> caller(Inspector now, int hart) {
        return frame(now, hart).returnsTo();
    }

    /**
     * The line at the pc where the debug information has little more than lines, as in assembler files: no entry for the
     * function, or no call frame information.
     */
    Optional<SourceLine> onlyLine(Inspector now, int hart) {
        long pc = pc(now, hart);
        boolean isDescribed = !program.scopesAt(pc).isEmpty() && unwinder.hasCallFrames(pc);
        return isDescribed ? Optional.empty() : program.lineAt(pc).filter(line -> line.line() != 0);
    }

    /** Whether a hart has the stack pointer that it has now, in the same task. */
    Predicate<Mover> sameStack(Inspector now, int hart) {
        OptionalLong sp = now.register(hart, Registers.SP);
        OptionalLong task = task(now, hart);
        return mover -> sp.equals(mover.now().register(hart, Registers.SP)) && task.equals(task(mover.now(), hart));
    }

    /** Where the function was called at whose first instruction the hart stands, or was before an interrupt came there. */
    Goal call(Inspector now, int hart) {
        long ra = now.register(hart, Registers.RA).orElse(0);
        var goal = new Goal(hart);
        for (int length : LENGTHS) {
            goal.or(program.canonical(ra - length), sameStack(now, hart));
        }
        return goal;
    }

    /** Whether the next instruction is mret or sret. */
    boolean returnsFromTrap(Inspector now, int hart) {
        byte[] bytes = now.read(hart, now.pc(hart), Integer.BYTES);
        return bytes.length == Integer.BYTES
                && RETURNS.contains(
                        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt());
    }

    Value evaluate(String expression, Inspector now, int hart) {
        return evaluator.evaluate(expression, frame(now, hart));
    }

    /** How many inlined copies hold the address, each in the next. */
    int inlineDepth(long pc) {
        return Math.max(0, program.scopesAt(pc).size() - 1);
    }

    /** The runs of instructions of a function's body that begin a statement, without its prologue. */
    List<SourceLine> statements(Function function) {
        return runs(function).stream()
                .filter(run -> run.isStatement() && !isPrologue(function, run.start()) && isOf(function, run.start()))
                .toList();
    }

    /** The runs of instructions of a function, in the order of addresses. */
    List<SourceLine> runs(Function function) {
        var found = new ArrayList<SourceLine>();
        for (Range range : function.ranges()) {
            for (long pc = range.start(); range.contains(pc); ) {
                Optional<SourceLine> line = program.lineAt(pc);
                line.ifPresent(found::add);
                pc = line.map(SourceLine::end).orElse(pc + SHORTEST_INSTRUCTION);
            }
        }
        return found;
    }

    boolean is64() {
        return program.addressSize() == 8;
    }

    /** Assemblers count a function's size before the linker shortens its calls: the range may reach into the next one. */
    private boolean isOf(Function function, long address) {
        return program.functionAt(address)
                .filter(it -> it.low() == function.low())
                .isPresent();
    }

    private static boolean isPrologue(Function function, long address) {
        return Long.compareUnsigned(address - function.low(), function.prologueEnd() - function.low()) < 0;
    }
}
