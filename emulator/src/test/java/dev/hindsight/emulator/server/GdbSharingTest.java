package dev.hindsight.emulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.client.TimelineClient;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two stock gdbs on one timeline. */
@Tag("tools")
class GdbSharingTest extends GdbTests {
    @Test
    void eachGetsToWhereTheOtherWent() {
        try (GdbDoor door = ofTestGuest("calls-rv64-O0")) {
            Gdb one = door.gdb();
            Gdb two = door.gdb();
            one.ask("break leaf");
            assertThat(one.ask("continue")).contains("leaf (a=4, b=1)");
            long there = one.step();

            assertThat(two.value("$pc")).as("it reads from its view").isEqualTo(0x1000);
            assertThat(two.ask("continue"))
                    .contains("[gdb moved to step " + there + "]", "Program stopped.", "leaf (a=4, b=1)");
            assertThat(two.step()).isEqualTo(there);

            assertThat(two.ask("reverse-finish")).contains("middle (value=4)");
            long back = two.step();
            assertThat(one.frame()).contains("leaf (a=4, b=1)");
            assertThat(one.ask("next")).contains("Program stopped.", "middle (value=4)");
            assertThat(one.step()).isEqualTo(back);
            assertThat(one.ask("continue")).contains("leaf (a=4, b=1)");
        }
    }

    @Test
    void whileOneRunsTheOtherReadsIsRefusedAndSetsBreakpoints() throws InterruptedException {
        try (GdbDoor door = ofExample("console")) {
            Gdb one = door.gdb();
            Gdb two = door.gdb();
            door.run(one);
            assertThat(two.value("$pc")).isEqualTo(0x1000);
            assertThat(two.ask("stepi")).containsAnyOf("gdb is running the machine");
            two.ask("break main");
            one.interrupt("SIGINT");
            assertThat(two.ask("continue")).contains("Program stopped.");
            assertThat(two.ask("reverse-continue")).contains("Breakpoint 1, main ()");
        }
    }

    @Test
    void whoComesToAMachineThatRunsForNobodyStopsIt() throws InterruptedException {
        try (GdbDoor door = GdbDoor.ofExample("console")) {
            door.runForNobody();
            Gdb gdb = door.gdb();
            long there = gdb.step();
            gdb.ask("stepi");
            assertThat(gdb.step()).isEqualTo(there + 1);
            gdb.ask("tbreak main");
            assertThat(gdb.ask("reverse-continue")).contains("main ()");
        }
    }

    @Test
    void oneThatDiesDisturbsNobody() throws InterruptedException {
        try (GdbDoor door = ofExample("console")) {
            Gdb one = door.gdb();
            Gdb two = door.gdb();
            door.dieRunning(one);
            two.ask("tbreak main");
            String answer = two.ask("continue");
            if (answer.contains("Program stopped.")) {
                answer = two.ask("reverse-continue");
            }
            assertThat(answer).contains("main ()");
        }
    }

    @Test
    void withOurCommandsAGdbLearnsAtOnceWhereAnotherWent() {
        try (GdbDoor door = ofTestGuest("calls-rv64-O0")) {
            Gdb one = door.gdbWithCommands();
            Gdb two = door.gdb();
            two.ask("break leaf");
            two.ask("continue");
            long there = two.step();
            assertThat(one.until("[")).contains("[gdb 2 moved to step " + there + ", ", "calls.c:");
            assertThat(one.until("return")).contains("leaf (a=4, b=1)");
            assertThat(one.step()).isEqualTo(there);
            assertThat(one.value("a")).isEqualTo(4);
            two.ask("set var a=5");
            assertThat(one.until("[gdb 2 wrote")).doesNotContain("moved");
            assertThat(one.value("a")).isEqualTo(5);
        }
    }

    @Test
    void whatIsTypedWhileItIsBroughtToAnothersPlaceIsDoneThere() throws Exception {
        try (GdbDoor door = ofExample("bench/integer")) {
            Gdb gdb = door.gdbWithCommands();
            TimelineClient other = door.somebody("VS Code");
            AtomicBoolean enough = new AtomicBoolean();
            CompletableFuture<Void> moving = CompletableFuture.runAsync(() -> {
                Random dice = new Random(1);
                while (!enough.get()) {
                    int place = dice.nextInt(100_000);
                    other.travel(mover -> mover.seek(place))
                            .exceptionally(refused -> null)
                            .join();
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(90 + dice.nextInt(40)));
                }
            });
            try {
                for (int told = 0; told < 30; ) {
                    String answer = gdb.ask("print/x $pc");
                    assertThat(answer).contains(" = 0x");
                    if (answer.contains("[VS Code moved")) {
                        told++;
                        assertThat(gdb.ask("stepi")).doesNotContain("running", "Exception");
                    }
                }
            } finally {
                enough.set(true);
                moving.join();
            }
        }
    }

    @Test
    void aWordOfMonitorThatJumpsTakesGdbAlong() {
        try (GdbDoor door = ofTestGuest("calls-rv64-O0")) {
            Gdb gdb = door.gdbWithCommands();
            assertThat(gdb.ask("print/x $pc")).contains("0x1000");
            assertThat(gdb.ask("monitor goto 1500")).contains("step 1500");
            assertThat(gdb.value("$minstret"))
                    .as("what the very next command reads")
                    .isEqualTo(1500);
            assertThat(gdb.ask("monitor goto start")).contains("step 0", "0x0000000000001000 in ");
        }
    }

    @Test
    void anIdeThatUsesGdbIsToldOfAStopToo() throws Exception {
        try (GdbDoor door = ofTestGuest("calls-rv64-O0")) {
            Gdb ide = door.gdbOfAnIde();
            ide.until("*stopped");
            TimelineClient other = door.somebody("VS Code");
            other.travel(mover -> mover.seek(1500)).get();
            assertThat(ide.until("[VS Code moved"))
                    .contains("*running", "*stopped,reason=\"end-stepping-range\"", "moved to step 1 500, ");
            ide.begin("-interpreter-exec console \"monitor goto 1400\"");
            assertThat(ide.until("*stopped")).contains("step 1400", "*running");
        }
    }
}
