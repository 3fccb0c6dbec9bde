package dev.hindsight.adapter.dap;

import dev.hindsight.adapter.eval.Evaluator;
import dev.hindsight.adapter.stepping.CodeView;
import dev.hindsight.adapter.symbols.Program;
import dev.hindsight.emulator.client.Client;
import dev.hindsight.emulator.client.ClientEvent;
import dev.hindsight.emulator.rtos.Rtos;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.debug.ThreadsResponse;

/** What there is once something is debugged: an object for each topic. Owned by the request thread. */
final class DebugSession {
    private final Debuggee debuggee;
    private final Announcer announcer;
    private final Sources sources;
    private final ClientProfile client;
    private final SearchProgress searches;
    private final Client target;
    private final Tasks tasks;
    private final Presence presence;
    private final Execution execution;
    private final Breakpoints breakpoints;
    private final DataBreakpointTargets dataTargets;
    private final StackFrames frames;
    private final CallStack callStack;
    private final VariablesRequests variables;
    private final EvaluateRequests evaluation;
    private final MemoryAccess memory;
    private final Disassembly disassembly;

    DebugSession(Debuggee debuggee, ClientProfile client, Announcer announcer, RequestThread requests) {
        this.debuggee = debuggee;
        this.announcer = announcer;
        this.client = client;
        this.searches = announcer.searches();
        this.target = debuggee.target();
        Program program = debuggee.program();
        var evaluator = new Evaluator(program);
        sources = new Sources(debuggee.file());
        var time = new TimeScope(target);
        tasks = new Tasks(target);
        frames = new StackFrames(target, tasks, program);
        variables = new VariablesRequests(frames, evaluator, RegisterNames.of(target.info()), time, target);
        presence = new Presence(target, frames, variables, announcer);
        breakpoints = new Breakpoints(program, sources, client);
        execution = new Execution(
                target,
                new CodeView(program, Rtos.in(target.info())),
                breakpoints::stops,
                frames,
                presence,
                searches,
                requests);
        dataTargets = new DataBreakpointTargets(frames, variables, evaluator, program);
        callStack = new CallStack(frames, sources, client);
        evaluation = new EvaluateRequests(frames, evaluator, variables, new DebugConsole(target, execution), target);
        memory = new MemoryAccess(target, program, frames);
        disassembly = new Disassembly(target, program, frames, sources, client);
    }

    /** The client has said all that it wants to say before anything runs. */
    void begin() {
        ProgramAge.warning(debuggee.file(), debuggee.program(), sources).ifPresent(announcer::say);
        if (debuggee.firstStop() instanceof FirstStop.Run run) {
            tellRefusal(execution.start(run.until()));
        } else if (debuggee.firstStop() instanceof FirstStop.End) {
            tellRefusal(execution.toEnd());
        } else {
            presence.arrived();
        }
    }

    /** Nobody waits for the answer to a move that no request asked for. */
    private void tellRefusal(CompletableFuture<Void> accepted) {
        accepted.whenComplete((begun, refusal) -> {
            if (refusal != null) {
                presence.failed(refusal);
            }
        });
    }

    /** What another client did, or what came of what this one did. */
    void heard(ClientEvent event) {
        if (event instanceof ClientEvent.Progress progress) {
            boolean own = execution.isRunning() && progress.by().equals(client.name());
            if (own && client.showsProgress()) {
                searches.heard(progress);
            }
            return;
        }
        if (event instanceof ClientEvent.Moved) {
            execution.forgetFirstStop();
        }
        boolean whenever = event instanceof ClientEvent.Closed || event instanceof ClientEvent.News;
        if (whenever || !execution.isRunning()) {
            presence.heard(event);
        }
    }

    ThreadsResponse threads() {
        var response = new ThreadsResponse();
        response.setThreads(tasks.threads());
        return response;
    }

    /** The hart behind the number of a thread that is to move. */
    int hart(int threadId) {
        tasks.requireHart(threadId);
        return threadId - 1;
    }

    boolean hasEnded() {
        return presence.hasEnded();
    }

    void terminate() {
        target.end("The debugger has terminated the session.");
        presence.end();
    }

    /** Ends the machine, or leaves it as it is. */
    void leave(boolean ending) {
        if (ending && !presence.hasEnded()) {
            target.end("The debugger has ended the session.");
        } else {
            target.leave();
        }
        debuggee.owned().run();
    }

    Execution execution() {
        return execution;
    }

    Breakpoints breakpoints() {
        return breakpoints;
    }

    DataBreakpointTargets dataTargets() {
        return dataTargets;
    }

    StackFrames frames() {
        return frames;
    }

    CallStack callStack() {
        return callStack;
    }

    VariablesRequests variables() {
        return variables;
    }

    EvaluateRequests evaluation() {
        return evaluation;
    }

    MemoryAccess memory() {
        return memory;
    }

    Disassembly disassembly() {
        return disassembly;
    }
}
