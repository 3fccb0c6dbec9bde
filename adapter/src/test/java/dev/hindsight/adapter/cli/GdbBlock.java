package dev.hindsight.adapter.cli;

import dev.hindsight.emulator.Emulator;
import dev.hindsight.emulator.GuestConfig;
import dev.hindsight.emulator.client.TimelineClient;
import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.server.RspServer;
import dev.hindsight.emulator.session.TimelineSession;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A gdb session shown in a page: {@code ```gdb PROGRAM TYPED}, then commands after {@code (gdb)} with what gdb says.
 *
 * @param typed what waits at the guest's console before the first step, with C escapes
 */
record GdbBlock(String program, String typed, String text) {
    private static final String PROMPT = "(gdb) ";
    private static final Path EXAMPLES = DocPage.ROOT.resolve("examples");

    static Stream<GdbBlock> in(DocPage page) {
        return page.all("(?ms)^```gdb (\\S+) ?(.*?)\n(.*?)^```")
                .map(match -> new GdbBlock(match.group(1), match.group(2).translateEscapes(), match.group(3)));
    }

    /** The same block, as the real gdb writes it now. */
    String played() throws Exception {
        GuestConfig config = GuestConfig.of(EXAMPLES.resolve(program));
        try (TimelineSession session = Emulator.start(config);
                RspServer door = RspServer.open(session, 0, () -> {})) {
            TimelineClient keyboard = session.join("keyboard", event -> {});
            keyboard.type(Bytes.utf8(typed));
            return transcript(gdb(door.port()));
        }
    }

    private List<String> commands() {
        return text.lines()
                .filter(line -> line.startsWith(PROMPT))
                .map(line -> line.substring(PROMPT.length()))
                .toList();
    }

    private String gdb(int port) throws Exception {
        List<String> script = new ArrayList<>(List.of(
                "set pagination off", "set remotetimeout 120", "target remote :" + port, "set trace-commands on"));
        script.addAll(commands());
        Path file = Files.createTempFile("hindsight", ".gdb");
        try {
            Files.write(file, script);
            Process gdb = new ProcessBuilder("gdb-multiarch", "-nx", "-batch", "-x", file.toString(), program)
                    .directory(EXAMPLES.toFile())
                    .redirectInput(new File("/dev/null"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String output = new String(gdb.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            gdb.waitFor();
            return output;
        } finally {
            Files.delete(file);
        }
    }

    /** From gdb's trace, where each command is echoed after a plus, and so is what a command does by another one. */
    private String transcript(String output) {
        List<String> left = new ArrayList<>(commands());
        StringBuilder shown = new StringBuilder();
        for (String line : output.lines().toList()) {
            if (!left.isEmpty() && line.strip().equals("+" + left.get(0))) {
                shown.append(PROMPT).append(left.remove(0)).append('\n');
            } else if (!shown.isEmpty() && !Pattern.matches("\\+.*|\\[Inferior .* detached]", line)) {
                shown.append(line).append('\n');
            }
        }
        return shown.toString();
    }
}
