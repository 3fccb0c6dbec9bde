package dev.hindsight.adapter.dap;

import static dev.hindsight.adapter.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutOfOrderTest {
    private final DapClient client = DapClient.inProcess(line -> {});

    @AfterEach
    void hangUp() {
        client.close();
    }

    @Test
    void anythingBeforeInitializeIsRefusedWithASentence() {
        assertThatThrownBy(() -> client.request("threads", Map.of())).hasMessage("Send initialize first.");
        assertThatThrownBy(() -> client.request("launch", Map.of("program", "x")))
                .hasMessage("Send initialize first.");
    }

    @Test
    void anythingBeforeLaunchIsRefusedWithASentence() {
        initialize();
        assertThatThrownBy(() -> client.request("threads", Map.of()))
                .hasMessage("Nothing is being debugged yet: send launch or attach first.");
        assertThatThrownBy(() -> client.request("configurationDone", Map.of()))
                .hasMessage("Nothing is being debugged yet: send launch or attach first.");
    }

    @Test
    void initializeComesOnce() {
        initialize();
        assertThatThrownBy(this::initialize).hasMessage("initialize was already sent.");
    }

    @Test
    void launchWithoutAProgramSaysWhatItNeeds() {
        initialize();
        assertThatThrownBy(() -> client.request("launch", Map.of()))
                .hasMessage("launch needs \"program\": the path of an ELF file; or a \"kernel\", or a \"recording\".");
    }

    @Test
    void launchWithArgumentsOfTheWrongKindSaysWhichAndWhy() {
        initialize();
        assertThatThrownBy(() -> client.request("launch", Map.of("program", 7)))
                .hasMessage("launch: \"program\" must be a string.");
        assertThatThrownBy(() -> client.request("launch", Map.of("program", "x", "stopOnEntry", "maybe")))
                .hasMessage("launch: \"stopOnEntry\" must be true or false.");
        assertThatThrownBy(() -> client.request("launch", Map.of("program", "x", "gdbPort", 70000)))
                .hasMessage("launch: \"gdbPort\" must be a port from 0 to 65535.");
    }

    @Test
    void launchOfAFileThatIsNotThereNamesIt() {
        initialize();
        assertThatThrownBy(() -> client.request("launch", Map.of("program", "/no/such.elf")))
                .hasMessage("There is no file /no/such.elf.");
        assertThatThrownBy(() -> client.request("launch", Map.of("program", "such\0.elf")))
                .hasMessage("launch: \"program\" must be a file path.");
    }

    @Test
    void launchOfATextFileIsOneSentence(@TempDir Path folder) throws Exception {
        Path text = Files.writeString(folder.resolve("notes.elf"), "Remember the milk.\n");
        initialize();
        assertThatThrownBy(() -> client.request("launch", Map.of("program", text.toString())))
                .hasMessageContaining("notes.elf")
                .hasMessageEndingWith(".");
    }

    @Test
    void attachWithoutAPortSaysWhatItNeeds() {
        initialize();
        assertThatThrownBy(() -> client.request("attach", Map.of()))
                .hasMessage("attach needs \"port\": the DAP port of a running hindsight serve.");
    }

    @Test
    void attachToAPortWhereNobodyAnswersSaysSo() {
        initialize();
        assertThatThrownBy(() -> client.request("attach", Map.of("port", 1)))
                .hasMessage("Nothing answers on 127.0.0.1:1: is hindsight serve running, with --dap?");
    }

    @Test
    void anUnknownRequestIsRefusedAndTheNextIsServed() {
        assertThatThrownBy(() -> client.request("fly", Map.of())).hasMessageContaining("fly");
        initialize();
    }

    @Test
    void disconnectWorksAtAnyTime() {
        client.request("disconnect", Map.of());
        eventually()
                .untilAsserted(() -> assertThatThrownBy(() -> client.request("threads", Map.of()))
                        .hasMessageContaining("closed"));
    }

    @Test
    void itOffersToGoBack() {
        assertThat(client.request("initialize", Map.of("adapterID", "hindsight"))
                        .get("supportsStepBack")
                        .getAsBoolean())
                .isTrue();
    }

    private void initialize() {
        client.request("initialize", Map.of("adapterID", "hindsight"));
    }
}
