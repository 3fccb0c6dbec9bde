package dev.hindsight.adapter.frames;

import dev.hindsight.adapter.dwarf.CallFrameRow;
import dev.hindsight.adapter.dwarf.CallFrames;
import dev.hindsight.adapter.dwarf.CallSite;
import dev.hindsight.adapter.dwarf.DwarfException;
import dev.hindsight.adapter.symbols.Function;
import dev.hindsight.adapter.symbols.Memory;
import dev.hindsight.adapter.symbols.Program;
import dev.hindsight.adapter.symbols.Registers;
import dev.hindsight.emulator.elf.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Follows calls outwards by the program's call frame information, and by habit where there is none.
 *
 * <p>It belongs to the thread of its program.
 */
public final class Unwinder {
    private final Program program;
    private final CallingConvention convention;
    private final List<CallFrames> tables;

    public Unwinder(Program program) {
        this.program = program;
        this.convention = new CallingConvention(program.elf());
        this.tables = List.of(table(".debug_frame"), table(".eh_frame"));
    }

    private CallFrames table(String section) {
        long address = program.elf().section(section).map(Section::address).orElse(0L);
        return new CallFrames(program.sections(), section, program.addressSize(), address);
    }

    /** The stack at that moment, of at least one and at most that many frames (inlined copies count). */
    public Stack unwind(Registers registers, Memory memory, int limit) {
        return unwind(FrameRegisters.of(registers, program.canonical(registers.pc())), memory, limit);
    }

    /** The same from the innermost frame's registers. */
    public Stack unwind(FrameRegisters innermost, Memory memory, int limit) {
        return new Walk(innermost, memory).upTo(limit);
    }

    /** One walk along a stack, as far as it was asked for. */
    private final class Walk {
        private final Memory memory;
        private final InlinedFrames make;
        private final List<Frame> frames = new ArrayList<>();
        private FrameRegisters next;
        private boolean isCalling;
        private Optional<String> end = Optional.empty();

        private Walk(FrameRegisters innermost, Memory memory) {
            this.memory = memory;
            this.make = new InlinedFrames(program, memory, this::functionFrom);
            this.next = innermost;
        }

        Stack upTo(int limit) {
            while (end.isEmpty() && frames.size() < limit) {
                advance();
            }
            return frames.size() < limit
                    ? new Stack(frames, end.orElseThrow())
                    : new Stack(frames.subList(0, Math.max(limit, 1)), "There are more frames than were asked for.");
        }

        /** The first frame from an index on that is no inlined copy. */
        private Optional<Frame> functionFrom(int index) {
            while (end.isEmpty() && frames.size() <= index) {
                advance();
            }
            return frames.stream()
                    .skip(index)
                    .filter(frame -> !frame.isInlined())
                    .findFirst();
        }

        /** Adds the frames of one more call. */
        private void advance() {
            FrameRegisters current = next;
            long lookupPc = isCalling ? current.pc() - 1 : current.pc();
            Optional<CallFrameRow> row = rowAt(lookupPc);
            UnwindStep step = step(row, current);
            if (isCalling) {
                addTailCalls(current, lookupPc, step.cfa());
            }
            frames.addAll(make.at(frames.size(), current, lookupPc, step.cfa(), false));
            end = endAfter(step, current);
            if (end.isEmpty()) {
                next = current.caller(program.canonical(step.returnAddress().orElseThrow()), step.changes());
                isCalling = !row.map(CallFrameRow::signalFrame).orElse(false);
            }
        }

        /** Adds a frame for each tail call that came between the caller's call and the function that runs further in. */
        private void addTailCalls(FrameRegisters registers, long lookupPc, OptionalLong cfa) {
            Optional<Function> callee = frames.get(frames.size() - 1).function();
            var alone = new InlinedFrames(program, memory, index -> Optional.empty());
            List<Frame> caller = alone.at(frames.size(), registers, lookupPc, cfa, false);
            var context = new FrameContext(program, caller.get(caller.size() - 1));
            List<CallSite> calls = callee.map(it -> program.calls().tailCalls(it, registers.pc(), context))
                    .orElse(List.of());
            for (CallSite call : calls) {
                FrameRegisters there = registers.at(call.pc().orElseThrow());
                frames.addAll(make.at(frames.size(), there, call.lookupPc().orElseThrow(), OptionalLong.empty(), true));
            }
        }

        private UnwindStep step(Optional<CallFrameRow> row, FrameRegisters current) {
            if (row.isEmpty()) {
                return LinkRegisterUnwind.step(program, convention, current, frames.isEmpty());
            }
            try {
                return new CfiUnwind(program, convention, row.get(), current, memory).step();
            } catch (DwarfException e) {
                return UnwindStep.last(
                        OptionalLong.empty(), "The call frame information is damaged: " + e.getMessage());
            }
        }

        /** Why the frame just added is the last one. */
        private Optional<String> endAfter(UnwindStep step, FrameRegisters current) {
            if (step.returnAddress().isEmpty()) {
                return Optional.of(step.end());
            }
            long caller = program.canonical(step.returnAddress().getAsLong());
            if (caller == 0) {
                return Optional.of("The return address is 0: this is the outermost function.");
            }
            if (!program.isCode(caller - 1)) {
                return Optional.of("The return address 0x%x is not in the program.".formatted(caller));
            }
            OptionalLong stack = current.read(Registers.SP);
            boolean moved = step.cfa().isPresent()
                    && stack.isPresent()
                    && program.canonical(stack.getAsLong()) != step.cfa().getAsLong();
            if (caller == current.pc() && !moved) {
                return Optional.of("The frame would be its own caller.");
            }
            if (moved && Long.compareUnsigned(step.cfa().getAsLong(), program.canonical(stack.orElse(0))) < 0) {
                return Optional.of("The stack is damaged: the caller's frame is not above this one.");
            }
            return Optional.empty();
        }
    }

    /** Whether the program says how to find the caller of the code at this address. */
    public boolean hasCallFrames(long pc) {
        return rowAt(program.canonical(pc)).isPresent();
    }

    private Optional<CallFrameRow> rowAt(long pc) {
        for (CallFrames table : tables) {
            try {
                Optional<CallFrameRow> row = table.rowAt(pc);
                if (row.isPresent()) {
                    return row;
                }
            } catch (DwarfException e) {
                // The next table, or habit, may still know.
            }
        }
        return Optional.empty();
    }
}
