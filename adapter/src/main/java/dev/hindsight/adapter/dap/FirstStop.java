package dev.hindsight.adapter.dap;

import dev.hindsight.adapter.stepping.UserStop;
import dev.hindsight.adapter.symbols.Function;
import dev.hindsight.adapter.symbols.Program;
import dev.hindsight.emulator.elf.Symbol;
import java.util.List;
import java.util.Optional;

/** Where a session stops first, once the client has said all that it wants to say. */
sealed interface FirstStop {
    /** Where the machine stands. */
    record Here() implements FirstStop {}

    /** At the end of what is recorded. */
    record End() implements FirstStop {}

    /** Where it comes to by itself, and at the latest at {@code until}; the user's breakpoints count from the first step. */
    record Run(Optional<UserStop> until) implements FirstStop {}

    /** What a launch asks for; a program that is started stops at main, or at its first instruction if it has none. */
    static FirstStop of(LaunchArguments launch, Program program) {
        if (launch.stopOnEntry()) {
            return new Here();
        }
        if (launch.stopAt().isPresent()) {
            return new Run(named(launch.stopAt().get(), program));
        }
        if (launch.recording().isPresent()) {
            return new End();
        }
        return new Run(launch.kernel().isPresent() ? Optional.empty() : standard(program));
    }

    private static Optional<UserStop> named(String function, Program program) {
        if (function.isEmpty()) {
            return Optional.empty();
        }
        List<Function> found = program.functionsNamed(function);
        if (found.isEmpty()) {
            throw new RequestException(
                    "launch: \"stopAt\" is %s, but %s has no such function; name another, or \"\" for none."
                            .formatted(function, program.elf().name()));
        }
        return Optional.of(at(found.stream().map(Function::prologueEnd).toList(), function));
    }

    private static Optional<UserStop> standard(Program program) {
        List<Function> main = program.functionsNamed("main");
        if (!main.isEmpty()) {
            return Optional.of(at(main.stream().map(Function::prologueEnd).toList(), "main"));
        }
        if (program.elf().segments().isEmpty()) {
            return Optional.empty();
        }
        long entry = program.canonical(program.elf().entry());
        String name = program.elf()
                .symbolAt(entry)
                .filter(place -> place.offset() == 0)
                .map(Symbol.Place::symbol)
                .map(Symbol::name)
                .orElse("0x%x".formatted(entry));
        return Optional.of(at(List.of(entry), name));
    }

    private static UserStop at(List<Long> addresses, String name) {
        return new UserStop(
                0,
                UserStop.Kind.ENTRY,
                addresses,
                Optional.empty(),
                name,
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
