package dev.hindsight.adapter.cli;

import static dev.hindsight.adapter.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.client.ClientEvent;
import dev.hindsight.emulator.timeline.Stop;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ServeCommandTest {
    private final FakeSession session = new FakeSession(Stop.Reason.EXIT, 3, "The guest exits with status 3.");

    @Test
    void withoutDoorsAskedForGdbAndDapAreOpen() throws Exception {
        assertThat(announced())
                .matches("hindsight: source .*[.]py\nhindsight: gdb on .*:1001\nhindsight: dap on 127.0.0.1:1002\n");
    }

    @Test
    void onlyTheDoorsAskedForAreOpen() throws Exception {
        assertThat(announced("--gdb", "1234")).matches("hindsight: source .*[.]py\nhindsight: gdb on .*:1234\n");
        assertThat(announced("--dap=4711")).isEqualTo("hindsight: dap on 127.0.0.1:4711\n");
        assertThat(announced("--uart", "0"))
                .matches("(?s).*: gdb on .*:1001\nhindsight: dap on .*:1002\nhindsight: uart on 127.0.0.1:\\d+\n");
    }

    @Test
    void elsewhereThanOnThisComputerItWarns() throws Exception {
        assertThat(announced("--dap=4711", "--uart=0", "--listen=0.0.0.0"))
                .matches("hindsight: Warning: anyone who can reach these ports controls the machine[.] .*[.]\n"
                        + "hindsight: dap on 0[.]0[.]0[.]0:4711\nhindsight: uart on 0[.]0[.]0[.]0:\\d+\n");
        assertThat(announced("--dap=4711", "--listen=127.0.0.1")).isEqualTo("hindsight: dap on 127.0.0.1:4711\n");
    }

    @Test
    void standardStreamsAreTheConsoleAndTheEndOfInputEndsNothing() throws Exception {
        CompletableFuture<CommandRun> serving = serve("typed\n");
        eventually().until(() -> session.typed.toString(StandardCharsets.UTF_8).equals("typed\n"));
        session.print("printed\n");
        assertThat(serving).isNotDone();
        session.end("gdb ended the machine.");

        assertThat(serving.get().status()).isZero();
        assertThat(serving.get().out()).isEqualTo("printed\n");
        assertThat(serving.get().err()).endsWith("hindsight: gdb ended the machine.\n");
    }

    @Test
    void whoSitsAtTheConsoleIsToldWhatBecomesOfHistory() throws Exception {
        CompletableFuture<CommandRun> serving = serve("typed\n");
        eventually().until(() -> session.typed.size() > 0);
        session.tell(new ClientEvent.BranchesChanged("gdb: branch 1 is called 'fixed'."));
        session.end("Over.");

        assertThat(serving.get().err()).contains("hindsight: gdb: branch 1 is called 'fixed'.\n");
    }

    @Test
    void toldToRunItSaysHowTheGuestEnded() throws Exception {
        session.endConsole();
        CompletableFuture<CommandRun> serving = serve("", "--run");
        eventually().until(session::hasStopped);
        session.end("Done.");

        assertThat(serving.get().out()).isEqualTo("hello\n");
        assertThat(serving.get().err()).contains("hindsight: The guest exits with status 3.\n");
    }

    @Test
    void whatGoesIntoARecordingIsRefusedWhereNoneIsWritten() throws Exception {
        for (String[] options : new String[][] {{"--embed"}, {"--snapshots", "2"}, {"--snapshots=0"}}) {
            CompletableFuture<CommandRun> serving = serve("", options);
            eventually().until(() -> serving.isDone() || session.isJoined());
            session.end("It serves.");
            CommandRun run = serving.get();
            assertThat(run.status()).isEqualTo(2);
            assertThat(run.err())
                    .startsWith("hindsight: " + options[0].replaceAll("=.*", "") + " needs --record")
                    .hasLineCount(1);
        }
    }

    @Test
    void aPortThatIsTakenIsASentence() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CommandRun run =
                    serve("", "--uart", Integer.toString(taken.getLocalPort())).get();

            assertThat(run.status()).isEqualTo(125);
            assertThat(run.err())
                    .startsWith("hindsight: Port ")
                    .contains(" is taken; ")
                    .hasLineCount(1);
        }
    }

    private String announced(String... options) throws InterruptedException, ExecutionException {
        CompletableFuture<CommandRun> serving = serve("", options);
        eventually().until(session::isJoined);
        session.end("Over.");
        return serving.get().err().replace("hindsight: Over.\n", "");
    }

    private CompletableFuture<CommandRun> serve(String input, String... options) {
        session.forget();
        String[] arguments = new String[options.length + 1];
        System.arraycopy(options, 0, arguments, 0, options.length);
        arguments[options.length] = "guest.elf";
        return CompletableFuture.supplyAsync(() -> CommandRun.of(this::commandLine, input, arguments));
    }

    private CommandLine commandLine(Streams streams) {
        ServeCommand command = new ServeCommand(streams, new FakeMachines(config -> session));
        return Main.complete(new CommandLine(command), streams);
    }
}
