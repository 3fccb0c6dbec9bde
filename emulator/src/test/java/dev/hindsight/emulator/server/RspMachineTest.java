package dev.hindsight.emulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.rsp.wire.Hex;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a debugger does to a whole machine, packet by packet: writes to devices, resets, kills. */
class RspMachineTest {
    private static final String MTIMECMP = "2004000";

    private final GdbDoor door = GdbDoor.ofExample("corruption");
    private final Debugger gdb = new Debugger(door.port()).greet();

    /** The stop reply, after what is told before it. */
    private static String stop(Debugger debugger, String packet) {
        String reply = debugger.ask(packet);
        while (reply.startsWith("O")) {
            reply = debugger.next();
        }
        return reply;
    }

    @AfterEach
    void close() {
        gdb.close();
        door.close();
    }

    @Test
    void aDevicesRegisterIsWrittenAndReadBack() {
        assertThat(gdb.ask("X" + MTIMECMP + ",4:\1\2\3\4")).isEqualTo("OK");
        assertThat(gdb.ask("m" + MTIMECMP + ",8")).isEqualTo("0102030400000000");
        assertThat(gdb.ask("M" + MTIMECMP + ",1:01"))
                .startsWith("E.The device does not accept this write: a 1-byte store");
        assertThat(gdb.ask("M100000,4:55550000")).startsWith("E.A debugger's write cannot end the guest");
        assertThat(gdb.ask("M1000,4:55550000")).isEqualTo("E.Memory at 0x1000 cannot be written.");
    }

    @Test
    void resetHaltStopsBeforeTheFirstInstructionAndHistoryGoesOn() {
        gdb.monitor("goto 2000");
        gdb.ask("X" + MTIMECMP + ",4:\1\2\3\4");
        assertThat(gdb.monitor("reset halt"))
                .isEqualTo("step 2000: reset\nTo refresh gdb's registers: maintenance flush register-cache");
        assertThat(gdb.ask("p20")).isEqualTo("0010000000000000");
        assertThat(gdb.ask("m" + MTIMECMP + ",4")).isEqualTo("00000000");
        assertThat(gdb.ask("s")).startsWith("T05");
        assertThat(gdb.monitor("when")).startsWith("step 2001, branch 0, history ends at step 2001,");
        gdb.monitor("goto 1999");
        assertThat(gdb.ask("p20")).as("before it").isNotEqualTo("0010000000000000");
        assertThat(gdb.monitor("reset")).contains("Branch 1 begins here", "\nstep 1999: reset");
        assertThat(gdb.monitor("branches")).contains("* 1  from step 1999 of branch 0");
        assertThat(gdb.monitor("reset init")).startsWith("step 1999: reset");
        assertThat(gdb.monitor("reset now")).startsWith("reset takes halt, init");
    }

    @Test
    void afterGdbSyncAStepOnlyLooks() {
        gdb.monitor("goto 2000");
        gdb.monitor("reset halt");
        assertThat(gdb.ask("qRcmd," + Hex.ofText("gdb_sync"))).isEqualTo("OK");
        assertThat(gdb.ask("vCont;s:p1.1")).startsWith("T05");
        assertThat(gdb.monitor("when")).startsWith("step 2000,");
    }

    @Test
    void resetRunRunsUntilSomebodyWantsTheMachine() {
        // Its guest waits for somebody who types, and never comes to an end by itself.
        try (GdbDoor endless = GdbDoor.ofExample("console");
                Debugger one = new Debugger(endless.port()).greet()) {
            assertThat(one.monitor("halt")).isEqualTo("The machine is at step 0.");
            one.monitor("goto 100");
            assertThat(one.monitor("reset run")).startsWith("The machine is running; monitor halt stops it");
            assertThat(one.monitor("halt")).matches("(?s)step \\d+: halted\n.*");
            assertThat(one.monitor("halt")).matches("The machine is at step \\d+.");
            one.monitor("reset run");
            assertThat(one.ask("s")).as("a step stops it").startsWith("T05");
            assertThat(one.ask("s")).startsWith("T05");
        }
    }

    @Test
    void monitorExitEndsTheMachine() {
        assertThat(gdb.monitor("exit")).isEqualTo("The server ends.");
        assertThat(gdb.any()).isEmpty();
    }

    @Test
    void whoKillsOnAnExtendedRemoteHasNoThreadUntilItRunsOrAttaches() {
        Debugger other = new Debugger(door.port()).greet();
        gdb.monitor("goto 2000");
        assertThat(gdb.ask("!")).isEqualTo("OK");
        assertThat(gdb.ask("vKill;1")).isEqualTo("OK");
        assertThat(gdb.ask("?")).isEqualTo("W00");
        assertThat(gdb.ask("qfThreadInfo")).isEqualTo("l");
        assertThat(gdb.ask("qXfer:threads:read::0,1000")).isEqualTo("l<threads></threads>");
        assertThat(gdb.ask("vCont;c")).isEqualTo("E.You killed the guest: run starts it again, attach 1 continues it.");
        assertThat(gdb.ask("g")).startsWith("E");
        assertThat(gdb.monitor("when")).startsWith("step 2000,");

        assertThat(other.ask("qfThreadInfo")).startsWith("m");
        assertThat(stop(other, "s")).startsWith("T");

        assertThat(gdb.ask("vAttach;1")).startsWith("T05");
        assertThat(gdb.ask("qfThreadInfo")).startsWith("m");
        gdb.send("k");
        assertThat(gdb.ask("?")).as("k has no answer").isEqualTo("W00");
        assertThat(gdb.ask("vRun;")).startsWith("T05");
        assertThat(gdb.monitor("when")).startsWith("step 0,");
        assertThat(gdb.ask("qfThreadInfo")).startsWith("m");
        other.close();
    }

    @Test
    void whoWantsToStopsBeforeAnEbreakInBothDirections() {
        assertThat(gdb.monitor("ebreak")).isEqualTo("The guest takes the exception of an EBREAK at once.");
        gdb.ask("M80000000,4:73001000");
        assertThat(gdb.monitor("ebreak stop"))
                .isEqualTo("This gdb stops before an EBREAK; when it continues, the guest takes the exception.");
        String there = gdb.ask("vCont;c");
        assertThat(there).startsWith("T05").doesNotContain("break").contains("20:0000008000000000;");
        assertThat(gdb.ask("vCont;c")).as("that nobody handles the trap").startsWith("O");
        assertThat(gdb.next()).isEqualTo(there);
        assertThat(stop(gdb, "vCont;c")).as("the trap").contains("20:0000000000000000;");
        assertThat(gdb.ask("bc")).isEqualTo(there);
        gdb.ask("Z0,80000000,4");
        gdb.ask("bs");
        assertThat(gdb.ask("vCont;c"))
                .as("a breakpoint there")
                .startsWith("T05")
                .contains("swbreak:;");
        gdb.ask("z0,80000000,4");
        assertThat(gdb.monitor("ebreak guest")).isEqualTo("The guest takes the exception of an EBREAK at once.");
        gdb.ask("bs");
        assertThat(gdb.ask("vCont;c")).as("as without it").startsWith("O");
        gdb.next();
        assertThat(gdb.monitor("ebreak never")).startsWith("ebreak takes guest or stop");
    }

    @Test
    void aSearchSaysWhatItCouldNotRead() {
        assertThat(gdb.ask("qSearch:memory:87ffff00;100;zzz")).isEqualTo("0");
        assertThat(gdb.ask("qSearch:memory:87ffff00;200;zzz"))
                .isEqualTo("memory at 0x88000000 cannot be read, so the search ended there.");
        assertThat(gdb.ask("qSearch:memory:90000000;200;zzz")).startsWith("memory at 0x90000000 cannot be read");
    }

    @Test
    void theWordsOfARunAreForOneRun() {
        gdb.monitor("goto 2000");
        gdb.monitor("bookmark here");
        gdb.monitor("goto 0");
        String toTheBookmark = "vRun;;6331"; // c1
        assertThat(gdb.ask(toTheBookmark)).startsWith("T05");
        assertThat(gdb.monitor("when")).startsWith("step 2000,");
        assertThat(gdb.ask(toTheBookmark))
                .as("gdb sends the same for run alone")
                .startsWith("T05");
        assertThat(gdb.monitor("when"))
                .startsWith("gdb sent 'c1' again, as it does for a run without arguments")
                .contains("\nstep 0,");
        assertThat(gdb.ask(toTheBookmark)).startsWith("T05");
        assertThat(gdb.monitor("when")).contains("step 0,");
        gdb.ask("qHindsight.name");
        assertThat(gdb.ask(toTheBookmark))
                .as("our commands make gdb forget them")
                .startsWith("T05");
        assertThat(gdb.monitor("when")).contains("step 2000,");
    }
}
