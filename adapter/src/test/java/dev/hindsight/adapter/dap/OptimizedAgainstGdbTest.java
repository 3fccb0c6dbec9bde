package dev.hindsight.adapter.dap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.adapter.eval.Evaluator;
import dev.hindsight.adapter.frames.Unwinder;
import dev.hindsight.adapter.stepping.HartAt;
import dev.hindsight.adapter.symbols.Program;
import dev.hindsight.emulator.Emulator;
import dev.hindsight.emulator.GuestConfig;
import dev.hindsight.emulator.machine.Machine;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.server.RspServer;
import dev.hindsight.emulator.session.TimelineSession;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames and their variables at each instruction of a program that compilers optimized, as gdb shows them. */
@Tag("tools")
class OptimizedAgainstGdbTest {
    private static final Path ROOT = Path.of(System.getProperty("hindsight.root"));
    private static final int INSTRUCTIONS = 260;

    /** Prints each frame and its variables, an inner block's before those that it hides, at each instruction. */
    private static final String LOOK = """
            def look():
              frame = gdb.newest_frame()
              while frame is not None:
                print("frame", frame.name())
                try:
                  block = frame.block()
                except RuntimeError:
                  block = None
                names = []
                while block is not None:
                  for symbol in block:
                    if (symbol.is_variable or symbol.is_argument) and symbol.name not in names:
                      names.append(symbol.name)
                      print("value", symbol.name, "=", symbol.value(frame).format_string())
                  block = None if block.function is not None else block.superblock
                frame = frame.older()
            def walk(count):
              gdb.execute("break main", to_string=True)
              gdb.execute("continue", to_string=True)
              print("step", int(gdb.parse_and_eval("(unsigned long)$minstret")))
              for i in range(count):
                print("pc", int(gdb.parse_and_eval("(unsigned long)$pc")))
                look()
                gdb.execute("stepi", to_string=True)
            """;

    /** A frame with its variables, as {@code name = value}. */
    private record Shown(String name, boolean isTailCall, List<String> values) {}

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {"gdb13 gcc 32 -Os -gdwarf-4", "gdb13 clang 64 -O1", "gdb13 clang 32 -O2", "gdb16 gcc 64 -O2"})
    void whateverIsShownIsWhatGdbShows(String words) throws Exception {
        List<String> build = List.of(words.split(" "));
        Path elf = build(build.get(1), build.get(2), build.subList(3, build.size()));
        List<String> theirs = walkWithGdb(build.get(0), elf);
        Machine machine = Emulator.machine(GuestConfig.of(elf));
        Program program = Program.load(elf);
        long step = Long.parseLong(theirs.get(0).replace("step ", ""));

        var differences = new ArrayList<String>();
        int equal = 0;
        for (int line = 1; line < theirs.size(); step++) {
            int end = line + 1;
            while (end < theirs.size() && !theirs.get(end).startsWith("pc ")) {
                end++;
            }
            machine.run(step, StopPoints.NONE);
            var state = new HartAt(machine.inspect(), 0);
            assertThat("pc " + program.canonical(state.pc())).isEqualTo(theirs.get(line));
            List<Shown> gdbs = frames(theirs.subList(line + 1, end));
            List<Shown> ours = comparable(look(program, state), gdbs, build.get(1));
            assertThat(ours).as("at step %d", step).extracting(Shown::name).isEqualTo(names(gdbs));
            for (int i = 0; i < ours.size(); i++) {
                for (String value : ours.get(i).values()) {
                    if (gdbs.get(i).values().contains(value)) {
                        equal++;
                    } else if (!value.endsWith(" = <the register is not saved>")) {
                        // Of those, gdb shows what callees have left in the register since.
                        differences.add("step %d, %s: %s, gdb: %s"
                                .formatted(
                                        step,
                                        gdbs.get(i).name(),
                                        value,
                                        gdbs.get(i).values()));
                    }
                }
            }
            line = end;
        }
        assertThat(differences).isEmpty();
        assertThat(equal).isGreaterThan(INSTRUCTIONS);
    }

    /** clang gives the address of a tail call itself (DW_AT_call_pc), which gdb does not read: it knows nothing of them. */
    private static List<Shown> comparable(List<Shown> ours, List<Shown> gdbs, String compiler) {
        return compiler.equals("clang") && gdbs.size() < ours.size()
                ? ours.stream().filter(frame -> !frame.isTailCall()).toList()
                : ours;
    }

    private static List<String> names(List<Shown> frames) {
        return frames.stream().map(Shown::name).toList();
    }

    private List<String> walkWithGdb(String gdb, Path elf) throws Exception {
        Path script = Files.writeString(folder.resolve("look.py"), LOOK);
        List<String> program =
                gdb.equals("gdb13") ? List.of("gdb-multiarch") : EverybodyAtRandomTest.debian13("gdb-multiarch");
        try (TimelineSession machine = Emulator.start(GuestConfig.of(elf));
                RspServer door = RspServer.open(machine, List.of(elf), 0, () -> {});
                RealGdb started = new RealGdb(program, elf, door.port())) {
            started.ask("set backtrace past-main on");
            started.ask("source " + script);
            return started.ask("python walk(%d)".formatted(INSTRUCTIONS))
                    .lines()
                    .filter(line -> line.matches("(step|pc|frame|value) .*"))
                    .toList();
        }
    }

    /** Without what gdb makes of a return address that is none: clang does not describe its epilogues. */
    private static List<Shown> frames(List<String> lines) {
        var frames = new ArrayList<Shown>();
        for (String line : lines) {
            if (line.equals("frame None")) {
                break;
            }
            if (line.startsWith("frame ")) {
                frames.add(new Shown(line.substring("frame ".length()), false, new ArrayList<>()));
            } else {
                frames.get(frames.size() - 1).values().add(line.substring("value ".length()));
            }
        }
        return frames;
    }

    private static List<Shown> look(Program program, HartAt state) {
        var evaluator = new Evaluator(program);
        return new Unwinder(program)
                .unwind(state, state, 100).frames().stream()
                        .map(frame -> new Shown(
                                frame.name(),
                                frame.isTailCall(),
                                evaluator.locals(frame).stream()
                                        .map(it ->
                                                it.name() + " = " + it.value().display())
                                        .toList()))
                        .toList();
    }

    private Path build(String compiler, String bits, List<String> options) throws Exception {
        String target = (bits.equals("64") ? "-march=rv64imac -mabi=lp64" : "-march=rv32imac -mabi=ilp32");
        String command = compiler.equals("gcc")
                ? "riscv64-unknown-elf-gcc " + target.replace("imac", "imac_zicsr") + " -Wl,--no-warn-rwx-segments"
                : "clang --target=riscv%s-unknown-elf %s -fuse-ld=lld".formatted(bits, target);
        Path elf = folder.resolve("optimized.elf");
        String sources = "emulator/src/test/guests/optimized.c examples/virt.c examples/start.S";
        String all = "%s -g %s -mcmodel=medany -ffreestanding -nostdlib -Iexamples -Texamples/virt.ld %s -o %s"
                .formatted(command, String.join(" ", options), sources, elf);
        Process process = new ProcessBuilder(all.split(" "))
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return elf;
    }
}
