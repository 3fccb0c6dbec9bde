package dev.hindsight.adapter.dap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.Emulator;
import dev.hindsight.emulator.GuestConfig;
import dev.hindsight.emulator.server.RspServer;
import dev.hindsight.emulator.session.TimelineSession;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Line steps through assembler code of which the debug information has lines alone, as gdb makes them. */
@Tag("tools")
class AssemblerAgainstGdbTest {
    private static final String SOURCE = "labels.S";

    @ParameterizedTest
    @ValueSource(strings = {"labels-rv64", "labels-rv32"})
    void theLinesAreThoseOfGdb(String guest) throws Exception {
        Path elf = Debugging.guest(guest);
        try (TimelineSession machine = Emulator.start(GuestConfig.of(elf));
                RspServer door = RspServer.open(machine, List.of(elf), 0, () -> {});
                RealGdb gdb = new RealGdb(List.of("gdb-multiarch"), elf, door.port());
                Debugging ours = SteppingTest.at(guest, SOURCE, 13)) {
            ours.breakAt(SOURCE);
            gdb.ask("tbreak labels.S:13");
            gdb.ask("continue");
            assertThat(lines(30, () -> moved(ours, "stepIn"))).isEqualTo(lines(30, () -> moved(gdb, "step")));

            ours.breakAt(SOURCE, 41);
            ours.go("continue");
            ours.breakAt(SOURCE);
            gdb.ask("tbreak labels.S:41");
            gdb.ask("continue");
            // As far as the loop within line 34, whose rounds gdb takes one by one.
            assertThat(lines(7, () -> moved(ours, "stepBack"))).isEqualTo(lines(7, () -> moved(gdb, "reverse-next")));
        }
    }

    /** The next lines of the assembler file: after a return, gdb runs the rest of the caller's line too, and we stop there. */
    private static List<String> lines(int count, Supplier<String> move) {
        return Stream.generate(move)
                .filter(place -> place.contains(SOURCE))
                .limit(count)
                .toList();
    }

    private static String moved(Debugging debugging, String command) {
        debugging.move(command);
        return debugging.where();
    }

    private static String moved(RealGdb gdb, String command) {
        gdb.ask(command);
        return gdb.ask("python frame = gdb.selected_frame(); line = frame.find_sal();"
                + " print(frame.name(), line.symtab.filename.split('/')[-1] + ':' + str(line.line))");
    }
}
