package dev.hindsight.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DoorTest {
    @Test
    void saysWhereItIs() {
        assertThat(Door.open("gdb", 0, port -> new Door("gdb", 4711, () -> {})).announcement())
                .isEqualTo("hindsight: gdb on 127.0.0.1:4711");
    }

    @Test
    void aPortThatIsTakenIsASentence() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() -> Door.open("uart", port, DoorTest::openUart))
                    .isInstanceOf(CommandException.class)
                    .hasMessage("Port " + port + " for uart is taken; choose another, or 0 for a free one.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "65536", "http", "99999999999"})
    void saysWhatAPortIs(String text) {
        assertThatThrownBy(() -> new Port().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageStartingWith("\"" + text + "\" is not a port");
    }

    private static Door openUart(int port) throws IOException {
        UartDoor door = UartDoor.open(port, bytes -> {});
        return new Door("uart", door.port(), door);
    }
}
