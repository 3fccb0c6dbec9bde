package dev.hindsight.emulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.elf.ElfFile;
import dev.hindsight.rsp.wire.Hex;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An RTOS's tasks as threads, packet by packet. The single hart is thread 1. */
class RspTasksTest {
    private static final Path GUEST =
            Path.of(System.getProperty("hindsight.root"), "emulator/src/test/guests/rtos-rv64.elf");
    private static final String S0 = "8";
    private static final String SP = "2";
    private static final String GP = "3";
    private static final String PC = "20";
    private static final String MSTATUS = "341";
    private static final String MCYCLE = "b41";

    private final ElfFile elf = ElfFile.read(GUEST);
    private final GdbDoor door = GdbDoor.ofTestGuest("rtos-rv64");
    private final Debugger gdb = new Debugger(door.port()).greet();

    @AfterEach
    void close() {
        gdb.close();
        door.close();
    }

    private String address(String symbol) {
        return Long.toHexString(elf.symbol(symbol).orElseThrow().address());
    }

    /** Continues to a function; returns the stop reply. */
    private String runTo(String function) {
        String breakpoint = "0," + address(function) + ",2";
        gdb.ask("Z" + breakpoint);
        String stop = gdb.ask("vCont;c");
        gdb.ask("z" + breakpoint);
        return stop;
    }

    private String threads() {
        return gdb.ask("qXfer:threads:read::0,4000");
    }

    private String thread(String name) {
        Matcher matcher = Pattern.compile("id=\"(\\w+)\" core=\"\\d\" name=\"" + name + "\"")
                .matcher(threads());
        assertThat(matcher.find()).as(threads()).isTrue();
        return matcher.group(1);
    }

    private static String stopped(String stop) {
        return stop.replaceAll(".*thread:(\\w+);.*", "$1");
    }

    private String register(String thread, String number) {
        assertThat(gdb.ask("Hg" + thread)).isEqualTo("OK");
        return gdb.ask("p" + number);
    }

    @Test
    void untilATaskRunsTheHartIsTheThread() {
        assertThat(gdb.ask("?")).contains("thread:1;");
        assertThat(gdb.ask("qfThreadInfo")).isEqualTo("m1");
        assertThat(runTo("start_scheduler")).contains("thread:1;");
        assertThat(gdb.ask("qfThreadInfo")).matches("m1(,[0-9a-f]{3}){4}");
        assertThat(Hex.text(gdb.ask("qThreadExtraInfo,1"))).isEqualTo("machine mode, next");
    }

    @Test
    void whatStopsIsTheTaskThatRuns() {
        String stop = runTo("square");
        String sum = thread("Sum");
        assertThat(stop).contains("thread:" + sum + ";");
        assertThat(gdb.ask("qC")).isEqualTo("QC" + sum);
        assertThat(Hex.text(gdb.ask("qThreadExtraInfo," + sum))).isEqualTo("on hart 0, machine mode, next, priority 1");
        assertThat(Hex.text(gdb.ask("qThreadExtraInfo," + thread("Red")))).isEqualTo("blocked, priority 3");
        assertThat(gdb.ask("qfThreadInfo")).doesNotContain("m1,");
        String toggling = stopped(runTo("toggle"));
        assertThat(threads()).containsPattern("\"" + toggling + "\" core=\"0\" name=\"Green\">on hart 0");
    }

    @Test
    void aTaskKeepsItsNumberWhereverOneTravels() {
        runTo("once");
        String once = thread("Once");
        String red = thread("Red");
        gdb.monitor("goto start");
        assertThat(gdb.ask("qfThreadInfo")).isEqualTo("m1");
        assertThat(gdb.ask("T" + once)).startsWith("E");
        assertThat(gdb.ask("T1")).isEqualTo("OK");
        assertThat(register(red, PC)).isEqualTo("xxxxxxxxxxxxxxxx");
        assertThat(gdb.ask("P" + PC + "=0010000000000000")).startsWith("E");
        assertThat(gdb.ask("vCont;s:" + red)).startsWith("E");
        assertThat(register(once, PC)).as("it stopped last: the hart's").isEqualTo("0010000000000000");
        gdb.monitor("goto end");
        assertThat(thread("Once")).isEqualTo(once);
        assertThat(thread("Red")).isEqualTo(red);
        assertThat(gdb.ask("T" + once)).isEqualTo("OK");
        assertThat(gdb.ask("T1")).startsWith("E");
        assertThat(gdb.ask("T7f")).startsWith("E");
        assertThat(gdb.ask("Hg7f")).startsWith("E");
    }

    @Test
    void whatGdbWasToldOfStaysInItsListWhereItIsNoThread() {
        runTo("once");
        assertThat(threads()).as("as it is asked first").doesNotContain("name=\"hart 0\"");
        String once = thread("Once");
        gdb.monitor("goto start");
        assertThat(threads())
                .contains("\"1\" core=\"0\" name=\"hart 0\">machine mode, next<")
                .contains("\"" + once + "\" core=\"0\" name=\"Once\">does not exist now<");
        gdb.monitor("goto end");
        assertThat(threads()).contains("name=\"hart 0\">runs a task<", "name=\"Once\">on hart 0");
        assertThat(gdb.ask("qfThreadInfo")).as("lldb keeps numbers by itself").doesNotContain("m1,");
    }

    @Test
    void aTaskHasTheSameNumberForEverybodyWhereverItWasSeenFirst() {
        runTo("once");
        List<String> first = numbers(threads());
        gdb.monitor("goto start");
        try (Debugger other = new Debugger(door.port()).greet()) {
            other.ask("qfThreadInfo");
            gdb.monitor("goto end");
            other.send("vCont;s:1"); // which brings it there
            assertThat(other.next()).startsWith("O");
            assertThat(other.next()).startsWith("T");
            assertThat(numbers(other.ask("qXfer:threads:read::0,4000"))).isEqualTo(first);
        }
    }

    private static List<String> numbers(String threads) {
        return Pattern.compile("id=\"(\\w+)\" core=\"\\d\" name=\"(\\w+)\"")
                .matcher(threads)
                .results()
                .map(match -> match.group(1) + " " + match.group(2))
                .toList();
    }

    @Test
    void whatWasNotSavedWithATaskIsUnavailable() {
        runTo("square");
        String red = thread("Red");
        assertThat(register(red, PC))
                .isEqualTo(Hex.littleEndian(elf.symbol("yield").orElseThrow().address() + 4, 8));
        assertThat(register(red, GP)).isEqualTo("xxxxxxxxxxxxxxxx");
        assertThat(register(red, MCYCLE)).isEqualTo("xxxxxxxxxxxxxxxx");
        assertThat(register(red, MSTATUS)).matches("[0-9a-f]{16}");
        assertThat(gdb.ask("g")).contains("xxxxxxxx").hasSize(33 * 16);
        assertThat(gdb.ask("p2000")).startsWith("E");
    }

    @Test
    void aWrittenRegisterIsWhatTheTaskGoesOnWith() {
        runTo("square");
        String red = thread("Red");
        assertThat(register(red, S0)).isNotEqualTo("efcdab8967452301");
        assertThat(gdb.ask("P" + S0 + "=efcdab8967452301")).isEqualTo("OK");
        assertThat(gdb.ask("vCont;s:" + red)).contains("thread:" + red + ";");
        assertThat(threads()).containsPattern("name=\"Red\">on hart 0");
        assertThat(register(red, S0)).isEqualTo("efcdab8967452301");
    }

    @Test
    void whatWasNotSavedCannotBeWritten() {
        runTo("square");
        String red = thread("Red");
        String sp = register(red, SP);
        for (String number : new String[] {SP, GP, MCYCLE}) {
            assertThat(gdb.ask("P" + number + "=0000000000000000")).startsWith("E");
        }
        assertThat(register(red, SP)).isEqualTo(sp);
    }

    @Test
    void aStepOfATaskThatDoesNotRunLeadsToWhereItGoesOnAndOneStepFurther() {
        runTo("square");
        String red = thread("Red");
        String sp = register(red, SP);
        String stop = gdb.ask("vCont;s:" + red + ";c");
        assertThat(stop).startsWith("T05").contains("thread:" + red + ";");
        assertThat(stop)
                .as("behind the ret of yield")
                .doesNotContain(
                        Hex.littleEndian(elf.symbol("yield").orElseThrow().address() + 4, 8));
        assertThat(stop).contains("02:" + sp);
    }

    @Test
    void aStepBackFromWhereATaskWasTakenAwayLeadsIntoTheKernelThatDidIt() {
        runTo("vTaskSwitchContext");
        String task = gdb.ask("qC").substring(2);
        String pc = "";
        String before = "";
        for (int i = 0;
                i < 200
                        && !register(task, PC)
                                .equals(Hex.littleEndian(
                                        elf.symbol("yield").orElseThrow().address() + 4, 8));
                i++) {
            before = register(task, PC);
            pc = gdb.ask("vCont;s:" + task);
        }
        assertThat(pc).contains("thread:" + task + ";");
        assertThat(threads()).doesNotContainPattern("id=\"" + task + "\"[^>]*>on hart");
        assertThat(gdb.ask("Hc" + task)).isEqualTo("OK");
        assertThat(gdb.ask("bs")).contains("thread:" + task + ";").contains("20:" + before);
        assertThat(threads()).containsPattern("id=\"" + task + "\"[^>]*>on hart");
    }

    @Test
    void aTaskThatHasNotRunComesFromTheStart() {
        runTo("blink");
        assertThat(gdb.ask("Hc" + thread("Sum"))).isEqualTo("OK");
        assertThat(gdb.ask("bs")).contains("replaylog:begin");
    }

    @Test
    void damagedListsDisturbNothingElse() {
        runTo("square");
        String sum = thread("Sum");
        gdb.ask("M" + address("pxReadyTasksLists") + ",20:" + "ff00ff00".repeat(8));
        gdb.ask("M" + address("xSuspendedTaskList") + ",20:" + "00".repeat(32));
        assertThat(threads()).contains("name=\"Sum\"").doesNotContainPattern("name=\"(IDLE|Lines)\">(ready|blocked)");
        assertThat(register(sum, PC))
                .isEqualTo(Hex.littleEndian(elf.symbol("square").orElseThrow().address(), 8));
        assertThat(gdb.ask("vCont;s:" + sum)).startsWith("T05").contains("thread:" + sum + ";");
    }

    @Test
    void aNameIsTextWhateverIsInIt() {
        runTo("square");
        long name = elf.symbol("tasks").orElseThrow().address() + 13 * 8;
        gdb.ask("M" + Long.toHexString(name) + ",3:3c2622");
        assertThat(threads()).contains("name=\"&lt;&amp;&quot;\"");
    }
}
