package dev.hindsight.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class OpenPortTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    @Test
    void saysWhereItIs() {
        assertThat(OpenPort.open("gdb", HERE, 0, address -> new OpenPort("gdb", address.getAddress(), 4711, () -> {}))
                        .announcement())
                .isEqualTo("hindsight: gdb on 127.0.0.1:4711");
    }

    @Test
    void aPortThatIsTakenIsASentence() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() -> OpenPort.open("uart", HERE, port, OpenPortTest::openUart))
                    .isInstanceOf(CommandLineException.class)
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

    @Test
    void anAddressOfManyDigitsIsToldInBrackets() throws Exception {
        assertThat(new OpenPort("gdb", InetAddress.getByName("::1"), 1, () -> {}).announcement())
                .isEqualTo("hindsight: gdb on [0:0:0:0:0:0:0:1]:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "192.0.2.1", "::2"})
    void saysWhatAnAddressIs(String text) {
        assertThatThrownBy(() -> new HostAddress().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageStartingWith("\"" + text + "\" is not an address of this computer");
    }

    private static OpenPort openUart(InetSocketAddress address) throws IOException {
        UartDoor door = UartDoor.open(address, bytes -> {});
        return new OpenPort("uart", address.getAddress(), door.port(), door);
    }
}
