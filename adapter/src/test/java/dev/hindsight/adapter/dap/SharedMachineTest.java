package dev.hindsight.adapter.dap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import dev.hindsight.emulator.Emulator;
import dev.hindsight.emulator.GuestConfig;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.server.RspServer;
import dev.hindsight.emulator.session.TimelineSession;
import dev.hindsight.rsp.client.RspClient;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SharedMachineTest {
    private TimelineSession machine;
    private DapDoor door;

    @BeforeEach
    void serve() throws IOException {
        var guest = Debugging.guest("calls-rv64-O0");
        machine = Emulator.start(GuestConfig.of(guest));
        door = DapDoor.open(machine, List.of(guest), 0);
    }

    @AfterEach
    void stop() {
        door.close();
        machine.close();
    }

    @Test
    void twoClientsStandOnOneTimelineAndHearOfEachOther() throws Exception {
        try (var first = Debugging.attach(door.port());
                var second = Debugging.attach(door.port())) {
            assertThat(first.client.await("stopped").get("reason").getAsString())
                    .isEqualTo("entry");
            second.client.await("stopped");
            first.breakAt("calls.c", 33);
            first.move("continue");
            second.client.await("continued");
            JsonObject moved = second.client.await("stopped");
            assertThat(moved.get("description").getAsString()).matches("second moved to step \\d+, calls\\.c:33");
            assertThat(second.where()).isEqualTo("leaf calls.c:33");

            second.go("stepOut");
            first.client.await("continued");
            first.client.await("stopped");
            assertThat(first.where()).isEqualTo("middle calls.c:37");

            second.console("counter = 9");
            first.client.request("threads", Map.of());
            assertThat(first.evaluate("counter")).isEqualTo("9");
        }
    }

    @Test
    void gdbAndAnIdeGoToWhereTheOtherWent() throws Exception {
        try (var gdbDoor = RspServer.open(machine, 0, () -> {});
                var gdb = RspClient.connect("127.0.0.1", gdbDoor.port());
                var ide = Debugging.attach(door.port())) {
            ide.client.await("stopped");
            ide.breakAt("calls.c", 33);
            ide.move("continue");
            long pc = Long.decode(
                    ide.frames().get(0).get("instructionPointerReference").getAsString());

            // gdb still sees the reset, until its first resume brings it to the shared place.
            assertThat(gdb.readRegister(Inspector.PC)).isEqualTo(0x1000);
            gdb.resume();
            assertThat(gdb.readRegister(Inspector.PC)).isEqualTo(pc);

            gdb.reverseStep();
            ide.client.await("continued");
            JsonObject moved = ide.client.await("stopped");
            assertThat(moved.get("description").getAsString()).startsWith("gdb moved to step ");
            assertThat(Long.decode(ide.frames()
                            .get(0)
                            .get("instructionPointerReference")
                            .getAsString()))
                    .isEqualTo(gdb.readRegister(Inspector.PC));
        }
    }

    @Test
    void aMoveWhileAnotherRunsIsRefusedAndAPauseStopsIt() throws Exception {
        var guest = Debugging.guest("console");
        try (var console = Emulator.start(GuestConfig.of(guest));
                var consoleDoor = DapDoor.open(console, List.of(guest), 0);
                var first = Debugging.attach(consoleDoor.port());
                var second = Debugging.attach(consoleDoor.port())) {
            first.client.await("stopped");
            second.client.await("stopped");
            first.request("continue", "threadId", 1);
            second.client.await("continued");
            assertThatThrownBy(() -> second.request("next", "threadId", 1))
                    .isInstanceOf(DapFailure.class)
                    .hasMessageContaining("second");
            second.request("pause", "threadId", 1);
            second.client.await("stopped");
            assertThat(first.client.await("stopped").get("reason").getAsString())
                    .isEqualTo("pause");
        }
    }

    @Test
    void oneWhoLeavesDisturbsNobody() throws Exception {
        try (var first = Debugging.attach(door.port())) {
            first.client.await("stopped");
            try (var second = Debugging.attach(door.port())) {
                second.client.await("stopped");
                second.breakAt("calls.c", 33);
                second.move("continue");
                second.request("disconnect");
            }
            first.client.await("stopped");
            try (var crashing = Debugging.attach(door.port())) {
                crashing.client.await("stopped");
            }
            assertThat(first.go("stepBack")).isEqualTo("step middle calls.c:37");
        }
    }

    @Test
    void launchIsRefusedBehindThisDoor() throws Exception {
        try (var client = DapClient.connect(door.port(), line -> {})) {
            client.request("initialize", Map.of("adapterID", "hindsight"));
            assertThatThrownBy(() -> client.request("launch", Map.of("program", "x.elf")))
                    .hasMessage(
                            "This port belongs to a machine that is already running: send attach instead of launch.");
        }
    }

    @Test
    void terminateEndsTheMachineForEveryone() throws Exception {
        try (var first = Debugging.attach(door.port());
                var second = Debugging.attach(door.port())) {
            first.request("terminate");
            first.client.await("terminated");
            second.client.await("terminated");
        }
    }

    @Test
    void whoIsAttachedWhenTheMachineEndsIsToldBeforeTheDoorCloses() throws Exception {
        try (var client = Debugging.attach(door.port())) {
            client.client.await("stopped");
            machine.end("gdb has ended the session.");
            machine.close();
            door.close();
            client.client.await("terminated");
        }
    }

    @Test
    void stdioJoinsTheDoorOfARunningMachine() {
        try (var client = DapClient.inProcess(line -> {})) {
            client.request("initialize", Map.of("adapterID", "hindsight", "clientName", "stdio"));
            client.request("attach", Map.of("port", door.port()));
            client.await("initialized");
            client.request("configurationDone", Map.of());
            assertThat(client.await("stopped").get("reason").getAsString()).isEqualTo("entry");
            client.request("disconnect", Map.of());
        }
        assertThat(machine.info().harts()).isEqualTo(1);
    }

    @Test
    void garbageOnTheDoorHarmsNobody() throws Exception {
        try (var socket = new Socket("127.0.0.1", door.port())) {
            socket.getOutputStream().write("Content-Length: x\r\n\r\nGET / HTTP/1.1\r\n\r\n".getBytes("US-ASCII"));
            socket.getOutputStream().write("Content-Length: 5\r\n\r\n{\"a\":".getBytes("US-ASCII"));
        }
        try (var debugging = Debugging.attach(door.port())) {
            debugging.client.await("stopped");
            assertThat(debugging.request("threads").getAsJsonArray("threads")).hasSize(1);
        }
    }
}
