package dev.hindsight.adapter.dap;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.lsp4j.debug.CancelArguments;
import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.ConfigurationDoneArguments;
import org.eclipse.lsp4j.debug.ContinueArguments;
import org.eclipse.lsp4j.debug.ContinueResponse;
import org.eclipse.lsp4j.debug.DataBreakpointInfoArguments;
import org.eclipse.lsp4j.debug.DataBreakpointInfoResponse;
import org.eclipse.lsp4j.debug.DisassembleArguments;
import org.eclipse.lsp4j.debug.DisassembleResponse;
import org.eclipse.lsp4j.debug.DisconnectArguments;
import org.eclipse.lsp4j.debug.EvaluateArguments;
import org.eclipse.lsp4j.debug.EvaluateResponse;
import org.eclipse.lsp4j.debug.ExceptionInfoArguments;
import org.eclipse.lsp4j.debug.ExceptionInfoResponse;
import org.eclipse.lsp4j.debug.InitializeRequestArguments;
import org.eclipse.lsp4j.debug.NextArguments;
import org.eclipse.lsp4j.debug.PauseArguments;
import org.eclipse.lsp4j.debug.ReadMemoryArguments;
import org.eclipse.lsp4j.debug.ReadMemoryResponse;
import org.eclipse.lsp4j.debug.RestartFrameArguments;
import org.eclipse.lsp4j.debug.ReverseContinueArguments;
import org.eclipse.lsp4j.debug.ScopesArguments;
import org.eclipse.lsp4j.debug.ScopesResponse;
import org.eclipse.lsp4j.debug.SetBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetBreakpointsResponse;
import org.eclipse.lsp4j.debug.SetDataBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetDataBreakpointsResponse;
import org.eclipse.lsp4j.debug.SetExceptionBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetExceptionBreakpointsResponse;
import org.eclipse.lsp4j.debug.SetFunctionBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetFunctionBreakpointsResponse;
import org.eclipse.lsp4j.debug.SetInstructionBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetInstructionBreakpointsResponse;
import org.eclipse.lsp4j.debug.SetVariableArguments;
import org.eclipse.lsp4j.debug.SetVariableResponse;
import org.eclipse.lsp4j.debug.StackTraceArguments;
import org.eclipse.lsp4j.debug.StackTraceResponse;
import org.eclipse.lsp4j.debug.StepBackArguments;
import org.eclipse.lsp4j.debug.StepInArguments;
import org.eclipse.lsp4j.debug.StepOutArguments;
import org.eclipse.lsp4j.debug.SteppingGranularity;
import org.eclipse.lsp4j.debug.TerminateArguments;
import org.eclipse.lsp4j.debug.ThreadsResponse;
import org.eclipse.lsp4j.debug.VariablesArguments;
import org.eclipse.lsp4j.debug.VariablesResponse;
import org.eclipse.lsp4j.debug.WriteMemoryArguments;
import org.eclipse.lsp4j.debug.WriteMemoryResponse;
import org.eclipse.lsp4j.debug.services.IDebugProtocolServer;

/** The table of contents: which topic serves which request. On the reader thread, which hands everything on. */
final class DebugServer implements IDebugProtocolServer {
    private static final Map<String, Object> NONE = Map.of();

    private final RequestThread requests;
    private final Lifecycle lifecycle;

    DebugServer(RequestThread requests, Lifecycle lifecycle) {
        this.requests = requests;
        this.lifecycle = lifecycle;
    }

    // ---- Lifecycle ----

    @Override
    public CompletableFuture<Capabilities> initialize(InitializeRequestArguments it) {
        return answer(it, lifecycle::initialize);
    }

    @Override
    public CompletableFuture<Void> launch(Map<String, Object> it) {
        return answer(it, lifecycle::launch);
    }

    @Override
    public CompletableFuture<Void> attach(Map<String, Object> it) {
        return answer(it, lifecycle::attach);
    }

    @Override
    public CompletableFuture<Void> configurationDone(ConfigurationDoneArguments it) {
        return answer(NONE, none -> lifecycle.configurationDone());
    }

    @Override
    public CompletableFuture<Void> terminate(TerminateArguments it) {
        requests.afterDispatch(lifecycle::interrupt);
        return answer(NONE, none -> lifecycle.terminate());
    }

    @Override
    public CompletableFuture<Void> disconnect(DisconnectArguments it) {
        requests.afterDispatch(lifecycle::interrupt);
        return answer(it == null ? new DisconnectArguments() : it, lifecycle::disconnect);
    }

    @Override
    public CompletableFuture<Void> cancel(CancelArguments it) {
        if (it != null && it.getRequestId() != null) {
            requests.cancel(Integer.toString(it.getRequestId()));
        }
        if (it != null && it.getProgressId() != null) {
            lifecycle.cancelSearch(it.getProgressId());
        }
        return CompletableFuture.completedFuture(null);
    }

    // ---- Breakpoints ----

    @Override
    public CompletableFuture<SetBreakpointsResponse> setBreakpoints(SetBreakpointsArguments it) {
        return edit(it, session -> session.breakpoints().setSource(it));
    }

    @Override
    public CompletableFuture<SetFunctionBreakpointsResponse> setFunctionBreakpoints(
            SetFunctionBreakpointsArguments it) {
        return edit(it, session -> session.breakpoints().setFunctions(it));
    }

    @Override
    public CompletableFuture<SetInstructionBreakpointsResponse> setInstructionBreakpoints(
            SetInstructionBreakpointsArguments it) {
        return edit(it, session -> session.breakpoints().setInstructions(it));
    }

    @Override
    public CompletableFuture<SetDataBreakpointsResponse> setDataBreakpoints(SetDataBreakpointsArguments it) {
        return edit(it, session -> session.breakpoints().setData(it));
    }

    @Override
    public CompletableFuture<SetExceptionBreakpointsResponse> setExceptionBreakpoints(
            SetExceptionBreakpointsArguments it) {
        return ask(it, session -> new SetExceptionBreakpointsResponse());
    }

    @Override
    public CompletableFuture<DataBreakpointInfoResponse> dataBreakpointInfo(DataBreakpointInfoArguments it) {
        return askStopped(it, session -> session.dataTargets().info(it));
    }

    // ---- Execution ----

    @Override
    public CompletableFuture<ThreadsResponse> threads() {
        return ask(NONE, DebugSession::threads);
    }

    @Override
    public CompletableFuture<ContinueResponse> continue_(ContinueArguments it) {
        return move(it, session -> session.execution().resume()).thenApply(none -> allThreads());
    }

    @Override
    public CompletableFuture<Void> next(NextArguments it) {
        return move(
                it, session -> session.execution().next(session.hart(it.getThreadId()), isOne(it.getGranularity())));
    }

    @Override
    public CompletableFuture<Void> stepIn(StepInArguments it) {
        return move(
                it, session -> session.execution().stepIn(session.hart(it.getThreadId()), isOne(it.getGranularity())));
    }

    @Override
    public CompletableFuture<Void> stepOut(StepOutArguments it) {
        return move(it, session -> session.execution().stepOut(session.hart(it.getThreadId())));
    }

    @Override
    public CompletableFuture<Void> stepBack(StepBackArguments it) {
        return move(
                it,
                session -> session.execution().stepBack(session.hart(it.getThreadId()), isOne(it.getGranularity())));
    }

    @Override
    public CompletableFuture<Void> reverseContinue(ReverseContinueArguments it) {
        return move(it, session -> session.execution().reverse());
    }

    @Override
    public CompletableFuture<Void> restartFrame(RestartFrameArguments it) {
        return move(it, session -> session.execution().restart(session.frames().frame(it.getFrameId())));
    }

    @Override
    public CompletableFuture<Void> pause(PauseArguments it) {
        requests.afterDispatch(lifecycle::interrupt);
        return ask(NONE, session -> null);
    }

    @Override
    public CompletableFuture<ExceptionInfoResponse> exceptionInfo(ExceptionInfoArguments it) {
        return askStopped(it, session -> session.execution().exceptionInfo());
    }

    // ---- Looking around ----

    @Override
    public CompletableFuture<StackTraceResponse> stackTrace(StackTraceArguments it) {
        return askStopped(it, session -> session.callStack().trace(it));
    }

    @Override
    public CompletableFuture<ScopesResponse> scopes(ScopesArguments it) {
        return askStopped(it, session -> session.variables().scopes(it));
    }

    @Override
    public CompletableFuture<VariablesResponse> variables(VariablesArguments it) {
        return askStopped(it, session -> session.variables().list(it));
    }

    @Override
    public CompletableFuture<SetVariableResponse> setVariable(SetVariableArguments it) {
        return askStopped(it, session -> session.variables().set(it));
    }

    @Override
    public CompletableFuture<EvaluateResponse> evaluate(EvaluateArguments it) {
        return inPlace(serve(it, () -> lifecycle.session().evaluation().evaluate(it)));
    }

    @Override
    public CompletableFuture<ReadMemoryResponse> readMemory(ReadMemoryArguments it) {
        return askStopped(it, session -> session.memory().read(it));
    }

    @Override
    public CompletableFuture<WriteMemoryResponse> writeMemory(WriteMemoryArguments it) {
        return askStopped(it, session -> session.memory().write(it));
    }

    @Override
    public CompletableFuture<DisassembleResponse> disassemble(DisassembleArguments it) {
        return askStopped(it, session -> session.disassembly().disassemble(it));
    }

    // ---- How ----

    private static boolean isOne(SteppingGranularity granularity) {
        return granularity == SteppingGranularity.INSTRUCTION;
    }

    private static ContinueResponse allThreads() {
        var response = new ContinueResponse();
        response.setAllThreadsContinued(true);
        return response;
    }

    /** Changes breakpoints, of which a machine that runs must learn. */
    private <R> CompletableFuture<R> edit(Object arguments, Function<DebugSession, R> service) {
        return ask(arguments, session -> {
            R response = service.apply(session);
            session.execution().breakpointsChanged();
            return response;
        });
    }

    /** Starts a move; the response comes when the machine has taken it on. */
    private CompletableFuture<Void> move(Object arguments, Function<DebugSession, CompletableFuture<Void>> service) {
        return serve(arguments, () -> service.apply(lifecycle.session()));
    }

    /** Looks at the machine where it stands. */
    private <R> CompletableFuture<R> askStopped(Object arguments, Function<DebugSession, R> service) {
        return inPlace(ask(arguments, session -> {
            session.execution().requireStopped();
            return service.apply(session);
        }));
    }

    private static <R> CompletableFuture<R> inPlace(CompletableFuture<R> answer) {
        return answer.exceptionally(failure -> {
            throw DapErrors.inPlace(failure);
        });
    }

    private <R> CompletableFuture<R> ask(Object arguments, Function<DebugSession, R> service) {
        return answer(arguments, given -> service.apply(lifecycle.session()));
    }

    private <A, R> CompletableFuture<R> answer(A arguments, Function<A, R> service) {
        return serve(arguments, () -> CompletableFuture.completedFuture(service.apply(arguments)));
    }

    private <R> CompletableFuture<R> serve(Object arguments, Supplier<CompletableFuture<R>> service) {
        return requests.submit(() -> {
            if (arguments == null) {
                throw new RequestException("The request needs arguments.");
            }
            return service.get();
        });
    }
}
