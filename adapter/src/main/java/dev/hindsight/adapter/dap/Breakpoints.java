package dev.hindsight.adapter.dap;

import dev.hindsight.adapter.eval.Evaluator;
import dev.hindsight.adapter.stepping.HitCounter;
import dev.hindsight.adapter.stepping.LogMessage;
import dev.hindsight.adapter.stepping.UserStop;
import dev.hindsight.adapter.symbols.Function;
import dev.hindsight.adapter.symbols.Program;
import dev.hindsight.adapter.symbols.SourceLine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.lsp4j.debug.Breakpoint;
import org.eclipse.lsp4j.debug.DataBreakpoint;
import org.eclipse.lsp4j.debug.FunctionBreakpoint;
import org.eclipse.lsp4j.debug.InstructionBreakpoint;
import org.eclipse.lsp4j.debug.SetBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetBreakpointsResponse;
import org.eclipse.lsp4j.debug.SetDataBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetDataBreakpointsResponse;
import org.eclipse.lsp4j.debug.SetFunctionBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetFunctionBreakpointsResponse;
import org.eclipse.lsp4j.debug.SetInstructionBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetInstructionBreakpointsResponse;
import org.eclipse.lsp4j.debug.SourceBreakpoint;
import org.jspecify.annotations.Nullable;

/** The topic of breakpoints. Each request replaces all of its kind (of its file). */
final class Breakpoints {
    private final Program program;
    private final Sources sources;
    private final ClientProfile client;
    private final Map<String, List<UserStop>> byGroup = new HashMap<>();
    private int lastId;

    Breakpoints(Program program, Sources sources, ClientProfile client) {
        this.program = program;
        this.sources = sources;
        this.client = client;
    }

    /** All that can be hit. */
    List<UserStop> stops() {
        return byGroup.values().stream().flatMap(List::stream).toList();
    }

    SetBreakpointsResponse setSource(SetBreakpointsArguments arguments) {
        String path =
                arguments.getSource() == null ? null : arguments.getSource().getPath();
        if (path == null) {
            throw new RequestException("setBreakpoints needs the path of a source file.");
        }
        SourceBreakpoint[] wanted = arguments.getBreakpoints();
        List<String> files = program.filesLike(path).stream()
                .filter(file -> sources.mayBe(file, path))
                .toList();
        var group = new Group("source " + path);
        if (wanted != null) {
            Stream.of(wanted).forEach(it -> source(group, path, files, it));
        }
        var response = new SetBreakpointsResponse();
        response.setBreakpoints(group.answers());
        return response;
    }

    private void source(Group group, String path, List<String> files, SourceBreakpoint wanted) {
        List<SourceLine> places = program.breakpointsAt(files, client.lineIn(wanted.getLine()));
        Breakpoint answer = group.add(
                UserStop.Kind.SOURCE,
                places.stream().map(SourceLine::start).toList(),
                places.isEmpty() ? whyNone(path, files) : "",
                new Wish(wanted.getCondition(), wanted.getHitCondition(), wanted.getLogMessage()));
        answer.setLine(wanted.getLine());
        places.stream().findFirst().ifPresent(line -> show(answer, line));
    }

    /** Why a breakpoint in the file is bound to nothing; {@code files}: what the program calls it. */
    private String whyNone(String path, List<String> files) {
        String name = program.elf().name();
        if (!program.hasDebugInformation()) {
            return "%s has no debug information; compile with -g.".formatted(name);
        }
        if (!files.isEmpty()) {
            return "There is no code on or after this line.";
        }
        return program.filesLike(path).stream()
                .findFirst()
                .map(other -> "%s was not compiled from this file, but from %s."
                        .formatted(name, sources.find(other).map(Path::toString).orElse(other)))
                .orElse("%s was not compiled from a file of this name.".formatted(name));
    }

    SetFunctionBreakpointsResponse setFunctions(SetFunctionBreakpointsArguments arguments) {
        var group = new Group("functions");
        for (FunctionBreakpoint wanted : orEmpty(arguments.getBreakpoints())) {
            List<Function> functions = program.functionsNamed(String.valueOf(wanted.getName()));
            Breakpoint answer = group.add(
                    UserStop.Kind.FUNCTION,
                    functions.stream().map(Function::prologueEnd).toList(),
                    "There is no function %s.".formatted(wanted.getName()),
                    new Wish(wanted.getCondition(), wanted.getHitCondition(), null));
            showLine(answer, functions.stream().map(Function::prologueEnd).findFirst());
        }
        var response = new SetFunctionBreakpointsResponse();
        response.setBreakpoints(group.answers());
        return response;
    }

    SetInstructionBreakpointsResponse setInstructions(SetInstructionBreakpointsArguments arguments) {
        var group = new Group("instructions");
        for (InstructionBreakpoint wanted : orEmpty(arguments.getBreakpoints())) {
            int offset = wanted.getOffset() == null ? 0 : wanted.getOffset();
            long address = program.canonical(DapAddresses.parse(wanted.getInstructionReference()) + offset);
            Breakpoint answer = group.add(
                    UserStop.Kind.INSTRUCTION,
                    List.of(address),
                    "",
                    new Wish(wanted.getCondition(), wanted.getHitCondition(), null));
            showLine(answer, Optional.of(address));
        }
        var response = new SetInstructionBreakpointsResponse();
        response.setBreakpoints(group.answers());
        return response;
    }

    SetDataBreakpointsResponse setData(SetDataBreakpointsArguments arguments) {
        var group = new Group("data");
        for (DataBreakpoint wanted : orEmpty(arguments.getBreakpoints())) {
            DataId data = DataId.parse(wanted.getDataId());
            group.add(
                    new UserStop(
                            ++lastId,
                            UserStop.Kind.DATA,
                            List.of(),
                            Optional.of(data.watch(wanted.getAccessType())),
                            data.label(),
                            data.shown(),
                            text(wanted.getCondition()),
                            Optional.empty(),
                            Optional.empty()),
                    text(wanted.getHitCondition()));
        }
        var response = new SetDataBreakpointsResponse();
        response.setBreakpoints(group.answers());
        return response;
    }

    private void showLine(Breakpoint answer, Optional<Long> address) {
        address.ifPresent(at -> {
            answer.setInstructionReference("0x%x".formatted(at));
            program.lineAt(at).ifPresent(line -> show(answer, line));
        });
    }

    private void show(Breakpoint answer, SourceLine line) {
        answer.setSource(sources.source(line.file()));
        answer.setLine(client.lineOut(line.line()));
        answer.setInstructionReference("0x%x".formatted(line.start()));
    }

    private static Optional<String> text(@Nullable String given) {
        return Optional.ofNullable(given).map(String::strip).filter(it -> !it.isEmpty());
    }

    private static <T> List<T> orEmpty(T @Nullable [] given) {
        return given == null ? List.of() : List.of(given);
    }

    /** When to stop, as the client wrote it. */
    private record Wish(
            @Nullable String condition,
            @Nullable String hitCondition,
            @Nullable String log) {}

    /** What one request sets, in place of what the last such request set. */
    private final class Group {
        private final List<UserStop> stops = new ArrayList<>();
        private final List<Breakpoint> answers = new ArrayList<>();

        Group(String name) {
            byGroup.put(name, stops);
        }

        Breakpoint add(UserStop.Kind kind, List<Long> addresses, String whyNone, Wish wish) {
            if (addresses.isEmpty()) {
                return answer(++lastId, false, whyNone);
            }
            return add(
                    new UserStop(
                            ++lastId,
                            kind,
                            addresses,
                            Optional.empty(),
                            "",
                            "",
                            text(wish.condition()),
                            Optional.empty(),
                            text(wish.log()).map(LogMessage::new)),
                    text(wish.hitCondition()));
        }

        Breakpoint add(UserStop stop, Optional<String> hitCondition) {
            if (Stream.of(stop.condition(), hitCondition, stop.log().map(LogMessage::text))
                    .anyMatch(text -> text.orElse("").length() > Evaluator.LONGEST)) {
                return answer(
                        stop.id(),
                        false,
                        String.format(
                                Locale.ROOT,
                                "A condition, hit condition or log message can have at most %,d characters.",
                                Evaluator.LONGEST));
            }
            Optional<HitCounter> counter = hitCondition.flatMap(HitCounter::of);
            if (hitCondition.isPresent() && counter.isEmpty()) {
                return answer(
                        stop.id(),
                        false,
                        "\"%s\" is not a hit condition: write one such as 5, > 5 or %% 5."
                                .formatted(hitCondition.get()));
            }
            stops.add(stop.countedBy(counter));
            return answer(stop.id(), true, "");
        }

        private Breakpoint answer(int id, boolean verified, String message) {
            var answer = new Breakpoint();
            answer.setId(id);
            answer.setVerified(verified);
            if (!message.isEmpty()) {
                answer.setMessage(DapErrors.brief(message));
            }
            answers.add(answer);
            return answer;
        }

        Breakpoint[] answers() {
            return answers.toArray(Breakpoint[]::new);
        }
    }
}
