package dev.hindsight.emulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.isa.Csr;
import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.Machine;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.session.Client;
import dev.hindsight.emulator.session.Move;
import dev.hindsight.emulator.session.SessionException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Two gdbs, one with our commands and one without, and somebody else go anywhere on one machine and write to it, at random.
 * What one of them reads at once belongs to one step, and is what a machine that only ever runs forward has there.
 *
 * <p>{@code -Dhindsight.seed=N} sets the dice.
 */
@Tag("tools")
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GdbSharingAtRandomTest extends GdbTests {
    private static final long SEED = Long.getLong("hindsight.seed", 1);
    private static final int ACTIONS = 300;
    private static final int FARTHEST = 3_000_000;

    private static final int SP = 2;
    private static final int A0 = 10;
    private static final int MINSTRET = Inspector.CSR0 + Csr.MINSTRET;
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

    @Test
    void whateverOthersDoOneReadsWhatBelongsToOneMoment() throws Exception {
        try (GdbDoor door = ofExample("bench/integer")) {
            Gdb informed = door.gdbWithCommands();
            Gdb bare = door.gdb();
            List<Thread> threads = List.of(
                    start("with our commands", SEED, dice -> moveOne(informed, dice, true)),
                    start("without", SEED + 1, dice -> moveOne(bare, dice, false)),
                    start("somebody else", SEED + 2, new Somebody(door.somebody("VS Code"))));
            for (Thread each : threads) {
                each.join();
            }
            assertThat(failures).as("-Dhindsight.seed=%d", SEED).isEmpty();
            Machine plain = door.plainMachine();
            seen.forEach((step, values) -> {
                plain.run(step, StopPoints.NONE);
                assertThat(values).as("at step %d, seed %d", step, SEED).isEqualTo(Seen.in(plain.inspect()));
            });
            assertThat(seen).as("steps where somebody looked").hasSizeGreaterThan(ACTIONS / 3);
        }
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

    private String moveOne(Gdb gdb, Random dice, boolean informed) {
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

    private final class Somebody implements Actor {
        private final Client client;

        Somebody(Client client) {
            this.client = client;
        }

        @Override
        public String act(Random dice) {
            String done = "moved";
            try {
                if (dice.nextInt(5) == 0) {
                    write();
                    done = "wrote";
                } else {
                    client.move(move(dice)).join();
                }
            } catch (SessionException refused) {
                done = "was refused";
            } catch (CompletionException refused) {
                assertThat(refused).hasCauseInstanceOf(SessionException.class);
                done = "was refused to move";
            }
            look();
            return done + " to " + client.view();
        }

        private Move move(Random dice) {
            int place = dice.nextInt(FARTHEST);
            return switch (dice.nextInt(4)) {
                case 0 -> mover -> mover.seek(place);
                case 1 -> mover -> mover.stepBackward(0);
                case 2 ->
                    mover -> mover.backward(StopPoints.of(List.of(mover.now().pc(0)), List.of()), 0);
                default -> mover -> mover.resume(StopPoints.NONE, mover.step() + place / 100);
            };
        }

        private void write() {
            long step = client.read(Inspector::steps);
            byte[] bytes = ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(step)
                    .array();
            client.write(new Input.WriteMemory(0, SCRATCH, Bytes.of(bytes)));
        }

        private void look() {
            long step = client.view().step();
            client.read(now -> {
                assertThat(now.steps()).as("the step of the view").isEqualTo(step);
                sees(now.steps(), register(now, MINSTRET), Seen.in(now), word(now, SCRATCH));
                return step;
            });
        }
    }
}
