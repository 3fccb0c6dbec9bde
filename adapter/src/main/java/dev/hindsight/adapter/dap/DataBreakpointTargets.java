package dev.hindsight.adapter.dap;

import dev.hindsight.adapter.eval.EvalException;
import dev.hindsight.adapter.eval.Evaluator;
import dev.hindsight.adapter.eval.Value;
import dev.hindsight.adapter.symbols.CType;
import dev.hindsight.adapter.symbols.Program;
import org.eclipse.lsp4j.debug.DataBreakpointAccessType;
import org.eclipse.lsp4j.debug.DataBreakpointInfoArguments;
import org.eclipse.lsp4j.debug.DataBreakpointInfoResponse;

/** Finds what there is to watch behind a variable, an expression or an address. */
final class DataBreakpointTargets {
    private final StackFrames frames;
    private final VariablesRequests variables;
    private final Evaluator evaluator;
    private final Program program;

    DataBreakpointTargets(StackFrames frames, VariablesRequests variables, Evaluator evaluator, Program program) {
        this.frames = frames;
        this.variables = variables;
        this.evaluator = evaluator;
        this.program = program;
    }

    DataBreakpointInfoResponse info(DataBreakpointInfoArguments arguments) {
        try {
            return Boolean.TRUE.equals(arguments.getAsAddress()) ? ofAddress(arguments) : ofValue(arguments);
        } catch (EvalException none) {
            return nothing(String.valueOf(none.getMessage()));
        }
    }

    private DataBreakpointInfoResponse ofAddress(DataBreakpointInfoArguments arguments) {
        long address = evaluator
                .evaluate(
                        arguments.getName(),
                        frames.frameOrTop(arguments.getFrameId()).frame())
                .asLong();
        long length = arguments.getBytes() == null ? program.addressSize() : arguments.getBytes();
        return found(address, length, "0x%x".formatted(program.canonical(address)), shownAs(length));
    }

    private DataBreakpointInfoResponse ofValue(DataBreakpointInfoArguments arguments) {
        Integer reference = arguments.getVariablesReference();
        Value value = reference != null && reference != 0
                ? variables.child(reference, arguments.getName()).value()
                : evaluator.evaluate(
                        arguments.getName(),
                        frames.frameOrTop(arguments.getFrameId()).frame());
        String label = value.evaluateName().orElse(arguments.getName());
        if (value.address().isEmpty()) {
            return nothing("%s is not in memory here.".formatted(label));
        }
        long length = arguments.getBytes() == null ? value.type().size() : arguments.getBytes();
        CType plain = value.type().plain();
        String shown = plain instanceof CType.Struct || plain instanceof CType.Array
                ? ""
                : new CType.Pointer(value::type, program.addressSize()).text();
        return found(value.address().getAsLong(), length, label, shown);
    }

    private DataBreakpointInfoResponse found(long address, long length, String label, String pointer) {
        if (length < 1) {
            return nothing("%s has no size, so it cannot be watched.".formatted(label));
        }
        long canonical = program.canonical(address);
        String shown = pointer.isEmpty() ? "" : "*(%s)0x%x".formatted(pointer, canonical);
        var response = new DataBreakpointInfoResponse();
        response.setDataId(new DataId(canonical, length, label.replace('|', ' '), shown).text());
        response.setDescription("%s (%d bytes at 0x%x)".formatted(label, length, canonical));
        response.setAccessTypes(DataBreakpointAccessType.values());
        // A place on the stack means something else in the next session.
        response.setCanPersist(program.elf().symbolAt(canonical).isPresent());
        return response;
    }

    private static DataBreakpointInfoResponse nothing(String why) {
        var response = new DataBreakpointInfoResponse();
        response.setDescription(why);
        return response;
    }

    private static String shownAs(long length) {
        return switch ((int) length) {
            case 1 -> "unsigned char *";
            case 2 -> "unsigned short *";
            case 4 -> "unsigned int *";
            case 8 -> "unsigned long long *";
            default -> "";
        };
    }
}
