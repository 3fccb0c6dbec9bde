package dev.hindsight.emulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.session.TimelineSession;
import dev.hindsight.rsp.wire.Hex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whole conversations, as text: {@code ->} to the server, {@code <-} from it, {@code #} a remark; monitor commands and
 * console lines in plain text. What the server says is rewritten with {@code -Dgolden.update=true}.
 */
class TranscriptTest {
    private static final Path DIRECTORY =
            Path.of(System.getProperty("hindsight.root"), "emulator/src/test/resources/transcripts");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "greeting",
                "forward",
                "backward",
                "watching",
                "writing",
                "ending",
                "crash",
                "refusals",
                "scanning",
                "processes",
                "restarting",
                "lldb",
                "conditions"
            })
    void conversationGoesAsWritten(String name) throws IOException {
        Path file = DIRECTORY.resolve(name + ".txt");
        String written = Files.readString(file);
        String spoken = speak(name, written.lines().toList());
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, spoken);
        }
        assertThat(spoken).isEqualTo(written);
    }

    private static String speak(String name, List<String> lines) {
        LoopMachine machine = new LoopMachine(1000, name.equals("crash") ? 500 : Long.MAX_VALUE);
        try (TimelineSession session = TimelineSession.share(machine, 1 << 20, false);
                RspServer server = RspServer.open(session, 0, () -> {});
                Debugger gdb = new Debugger(server.port())) {
            return lines.stream()
                            .filter(line -> !line.startsWith("<-"))
                            .map(line -> line.startsWith("->") ? line + answers(gdb, line.substring(3)) : line)
                            .collect(Collectors.joining("\n"))
                    + "\n";
        }
    }

    private static String answers(Debugger gdb, String packet) {
        if (packet.startsWith("monitor ")) {
            return shown("", gdb.monitor(packet.substring("monitor ".length())));
        }
        StringBuilder answers = new StringBuilder();
        String answer = gdb.ask(packet);
        while (answer.startsWith("O") && !answer.equals("OK")) {
            answers.append(shown("console: ", Hex.text(answer.substring(1)).strip()));
            answer = gdb.next();
        }
        return answers + shown("", answer);
    }

    private static String shown(String mark, String answer) {
        return ("\n<- " + mark + answer.replace("\n", "\n<- ")).stripTrailing();
    }
}
