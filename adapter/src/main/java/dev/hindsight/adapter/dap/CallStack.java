package dev.hindsight.adapter.dap;

import dev.hindsight.adapter.frames.Frame;
import java.util.List;
import org.eclipse.lsp4j.debug.StackFrame;
import org.eclipse.lsp4j.debug.StackFramePresentationHint;
import org.eclipse.lsp4j.debug.StackTraceArguments;
import org.eclipse.lsp4j.debug.StackTraceResponse;
import org.jspecify.annotations.Nullable;

/** The topic of call stacks. */
final class CallStack {
    private final StackFrames frames;
    private final Sources sources;
    private final ClientProfile client;

    CallStack(StackFrames frames, Sources sources, ClientProfile client) {
        this.frames = frames;
        this.sources = sources;
        this.client = client;
    }

    StackTraceResponse trace(StackTraceArguments arguments) {
        List<StackFrames.Place> all = frames.ofThread(arguments.getThreadId());
        int start = Math.min(orZero(arguments.getStartFrame()), all.size());
        int levels = orZero(arguments.getLevels());
        int end = levels == 0 ? all.size() : (int) Math.min((long) start + levels, all.size());
        var response = new StackTraceResponse();
        response.setStackFrames(
                all.subList(start, end).stream().map(this::described).toArray(StackFrame[]::new));
        response.setTotalFrames(all.size());
        return response;
    }

    private StackFrame described(StackFrames.Place place) {
        Frame frame = place.frame();
        var described = new StackFrame();
        described.setId(place.id());
        described.setName(frame.name());
        described.setInstructionPointerReference("0x%x".formatted(frame.pc()));
        described.setCanRestart(place.canRestart());
        frame.line()
                .ifPresentOrElse(
                        line -> {
                            described.setSource(sources.source(line.file()));
                            described.setLine(client.lineOut(line.line()));
                            described.setColumn(Math.max(line.column(), 1));
                        },
                        () -> described.setPresentationHint(StackFramePresentationHint.SUBTLE));
        return described;
    }

    private static int orZero(@Nullable Integer number) {
        if (number != null && number < 0) {
            throw new RequestException("startFrame and levels must not be negative.");
        }
        return number == null ? 0 : number;
    }
}
