package dev.hindsight.adapter.dap;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.hindsight.emulator.Emulator;
import dev.hindsight.emulator.GuestConfig;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.Machine;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.server.GdbCommands;
import dev.hindsight.emulator.server.RspServer;
import dev.hindsight.emulator.session.TimelineSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two gdbs, one with our commands and one without, and an IDE go anywhere on one machine and write to it, at random. What
 * one of them reads at once belongs to one step, and is what a machine that only ever runs forward has there.
 *
 * <p>{@code -Dhindsight.seed=N} sets the dice.
 */
@Tag("tools")
class EverybodyAtRandomTest {
    private static final long SEED = Long.getLong("hindsight.seed", 1);
    private static final int ACTIONS = 300;
    private static final int FARTHEST = 3_000_000;

    private static final int SP = 2;
    private static final int A0 = 10;
    /** The guest's random numbers. */
    private static final long DICE = 0x8000_1000L;
    /** Memory that the guest never uses. Whoever writes here writes the step at which that is. */
    private static final long SCRATCH = 0x80f0_0000L;

    private static final String READ =
            "python seen_step=lambda: gdb.execute('monitor when', to_string=True).splitlines()[-1].split(',')[0];"
                    + " seen_value=lambda e: '%d' % (int(gdb.parse_and_eval(e)) & (1 << 64) - 1);"
                    + " print('saw', seen_step(), *map(seen_value, ('$minstret', '$pc', '$sp', '$a0', '*(unsigned *) "
                    + DICE + "',"
                    + " '*(long *) " + SCRATCH + "')), seen_step())";
    private static final Pattern SAW =
            Pattern.compile("saw step (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) step (\\d+)");
    private static final String WRITE = "set var *(long *) " + SCRATCH + " = $minstret";

    /** What was seen first at each step. */
    private final NavigableMap<Long, Seen> seen = new ConcurrentSkipListMap<>();

    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    private record Seen(long pc, long sp, long a0, long dice) {
        static Seen in(Inspector now) {
            return new Seen(now.pc(0), register(now, SP), register(now, A0), word(now, DICE) & 0xffff_ffffL);
        }
    }

    private static long register(Inspector now, int number) {
        return now.register(0, number).orElseThrow();
    }

    private static long word(Inspector now, long address) {
        return ByteBuffer.wrap(now.read(0, address, Long.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
    }

    private void sees(long step, long counted, Seen values, long scratch) {
        assertThat(counted)
                .as("instructions that were counted until step %d", step)
                .isEqualTo(step);
        assertThat(scratch).as("when somebody wrote what step %d shows", step).isBetween(0L, step);
        Seen before = seen.putIfAbsent(step, values);
        assertThat(values).as("seen at step %d", step).isEqualTo(before == null ? values : before);
    }

    private interface Actor {
        /** What it did, and what came of it. */
        String act(Random dice);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gdb 13", "gdb 16"})
    void whateverOthersDoOneReadsWhatBelongsToOneMoment(String informedOne, @TempDir Path folder) throws Exception {
        Path elf = Debugging.guest("bench/integer");
        GuestConfig guest = GuestConfig.of(elf);
        List<String> gdb13 = List.of("gdb-multiarch");
        List<String> gdb16 = debian13("gdb-multiarch");
        boolean older = informedOne.equals("gdb 13");
        try (TimelineSession machine = Emulator.start(guest);
                RspServer gdbDoor = RspServer.open(machine, List.of(elf), 0, () -> {});
                DapDoor ideDoor = DapDoor.open(machine, List.of(elf), 0);
                RealGdb informed = new RealGdb(older ? gdb13 : gdb16, elf, gdbDoor.port());
                RealGdb bare = new RealGdb(older ? gdb16 : gdb13, elf, gdbDoor.port());
                Debugging ide = Debugging.attach(ideDoor.port())) {
            ide.client.await("stopped");
            informed.ask("source " + GdbCommands.writeTo(folder));
            Ide user = new Ide(ide);
            List<Thread> gdbs = List.of(
                    start("with our commands", SEED, dice -> moveOne(informed, dice, true)),
                    start("without", SEED + 1, dice -> moveOne(bare, dice, false)));
            Random dice = new Random(SEED + 2);
            for (int i = 0; i < ACTIONS; i++) {
                user.act(dice);
                // Who never rests keeps the machine, and has others refused.
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(dice.nextInt(30)));
            }
            for (Thread each : gdbs) {
                each.join();
            }
            assertThat(failures).as("-Dhindsight.seed=%d", SEED).isEmpty();
            int disturbed = user.looked;
            for (int i = 0; i < ACTIONS / 10; i++) {
                user.act(dice);
            }
            assertThat(user.looked - disturbed)
                    .as("looks of the IDE, once it is alone")
                    .isEqualTo(ACTIONS / 10);
        }
        Machine plain = Emulator.machine(guest);
        seen.forEach((step, values) -> {
            plain.run(step, StopPoints.NONE);
            assertThat(values).as("at step %d, seed %d", step, SEED).isEqualTo(Seen.in(plain.inspect()));
        });
        assertThat(seen).as("steps where somebody looked").hasSizeGreaterThan(ACTIONS / 3);
    }

    static List<String> debian13(String program) throws Exception {
        Path fetch = Path.of(System.getProperty("hindsight.root"), "emulator/src/test/tools/debian13");
        Process process = new ProcessBuilder(fetch.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String folder = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).isZero();
        return List.of(folder + "/run", program);
    }

    private Thread start(String name, long seed, Actor actor) {
        List<String> done = new ArrayList<>();
        Thread thread = new Thread(
                () -> {
                    Random dice = new Random(seed);
                    for (int i = 0; i < ACTIONS && failures.isEmpty(); i++) {
                        done.add(actor.act(dice));
                    }
                },
                name);
        thread.setUncaughtExceptionHandler((of, failure) -> {
            List<String> last = done.subList(Math.max(0, done.size() - 6), done.size());
            failures.add(new AssertionError(name + " had done " + last, failure));
        });
        thread.start();
        return thread;
    }

    private String moveOne(RealGdb gdb, Random dice, boolean informed) {
        String command = informed ? ofOurs(dice) : ofABareOne(dice);
        String answer = gdb.ask(command);
        assertThat(answer).as(command).doesNotContain("Python Exception", "Traceback", "SIGTRAP", "internal-error");
        if (command.startsWith("monitor")) {
            gdb.ask("maintenance flush register-cache");
        }
        String read = gdb.ask(READ);
        Matcher values = SAW.matcher(read);
        assertThat(values.find()).as("%s, and then read: %s", command, read).isTrue();
        long[] number = new long[9];
        for (int i = 1; i < number.length; i++) {
            number[i] = Long.parseUnsignedLong(values.group(i));
        }
        assertThat(number[8]).as("the step before and after reading").isEqualTo(number[1]);
        sees(number[1], number[2], new Seen(number[3], number[4], number[5], number[6]), number[7]);
        return command + ": " + answer;
    }

    private static String ofAny(Random dice) {
        return switch (dice.nextInt(9)) {
            case 0 -> "stepi " + (1 + dice.nextInt(20));
            case 1 -> "reverse-stepi " + (1 + dice.nextInt(20));
            case 2 -> "next";
            case 3 -> "reverse-next";
            case 4 -> "advance random";
            case 5 -> "reverse-continue";
            case 6 -> "break fibonacci if n == " + (3 + dice.nextInt(10));
            case 7 -> "delete";
            default -> WRITE;
        };
    }

    private static String ofABareOne(Random dice) {
        return dice.nextInt(8) == 0 ? "monitor goto " + dice.nextInt(FARTHEST) : ofAny(dice);
    }

    private static String ofOurs(Random dice) {
        return switch (dice.nextInt(16)) {
            case 0, 1 -> "goto " + dice.nextInt(FARTHEST);
            case 2 -> "goto " + (dice.nextBoolean() ? "+" : "-") + dice.nextInt(1000);
            case 3 -> "back";
            case 4 -> "forward";
            case 5 -> "last seed";
            case 6 -> "print random()";
            case 7 -> "checkpoint";
            case 8 -> "reverse-until random";
            default -> ofAny(dice);
        };
    }

    /** Steps and jumps as a user does, and opens what its variables view shows. */
    private final class Ide {
        private final Debugging ide;
        private int looked;

        Ide(Debugging ide) {
            this.ide = ide;
        }

        void act(Random dice) {
            try {
                if (dice.nextInt(5) == 0) {
                    ide.console("*(long *) " + SCRATCH + " = $minstret");
                } else {
                    move(dice);
                }
            } catch (DapFailure refused) {
                assertThat(refused).message().containsAnyOf("moving the machine", "running the machine", "moved");
            }
            look();
        }

        private void move(Random dice) {
            while (ide.client.poll("stopped").isPresent()) {
                // Of others' moves.
            }
            String command = List.of("next", "stepIn", "stepBack", "goto").get(dice.nextInt(4));
            if (command.equals("goto")) {
                ide.console("goto " + dice.nextInt(FARTHEST));
            } else {
                ide.request(command, "threadId", 1, "granularity", dice.nextBoolean() ? "instruction" : "line");
            }
            awaitItsOwnStop();
        }

        /** Another may have moved just before, and that is told first. */
        private void awaitItsOwnStop() {
            boolean anothers = true;
            while (anothers) {
                JsonObject stop = ide.client.await("stopped");
                anothers = stop.has("description")
                        && stop.get("description").getAsString().contains(" moved to ");
            }
        }

        /** Where another moves in the middle of this, what was there is gone, and says so. */
        private void look() {
            try {
                int frame = ide.frame(0);
                List<JsonObject> scopes = Debugging.list(ide.request("scopes", "frameId", frame), "scopes")
                        .toList();
                Map<String, Long> registers = variables(scopes, "Registers");
                Map<String, Long> csrs = variables(scopes, "CSRs");
                long dice = value("*(unsigned *) " + DICE, frame);
                long scratch = value("*(long *) " + SCRATCH, frame);
                long step = variables(scopes, "Time").get("step");
                Seen values = new Seen(registers.get("pc"), registers.get("sp"), registers.get("a0"), dice);
                sees(step, csrs.get("minstret"), values, scratch);
                looked++;
            } catch (DapFailure moved) {
                assertThat(moved).message().containsAnyOf("may have moved since", "moved the machine", "is running");
            }
        }

        private Map<String, Long> variables(List<JsonObject> scopes, String name) {
            int reference = scopes.stream()
                    .filter(scope -> scope.get("name").getAsString().equals(name))
                    .findFirst()
                    .orElseThrow()
                    .get("variablesReference")
                    .getAsInt();
            return ide.variables(reference)
                    .collect(Collectors.toMap(
                            each -> each.get("name").getAsString(),
                            each -> number(each.get("value").getAsString())));
        }

        private long value(String expression, int frame) {
            return number(ide.request("evaluate", "expression", expression, "context", "watch", "frameId", frame)
                    .get("result")
                    .getAsString());
        }

        private static long number(String value) {
            String first = value.split(" ")[0];
            return first.startsWith("0x")
                    ? Long.parseUnsignedLong(first.substring(2), 16)
                    : first.matches("-?[0-9]+") ? Long.parseLong(first) : 0;
        }
    }
}
