package dev.hindsight.emulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Stock gdb on a link, or a host, that is slow. */
@Tag("tools")
class GdbSlowLinkTest extends GdbTests {
    @Test
    void aGdbThatSendsItsGreetingAgainIsConnected() {
        try (GdbDoor door = ofTestGuest("walk-rv64");
                SlowLink link = new SlowLink(door.port())) {
            String said = Gdb.batch(
                    gdb(),
                    door.elf().getParent(),
                    door.elf().toString(),
                    "-ex",
                    "set remotetimeout 3",
                    "-ex",
                    "target remote 127.0.0.1:" + link.port(),
                    "-ex",
                    "set remotetimeout 120",
                    "-ex",
                    "tbreak loop",
                    "-ex",
                    "continue",
                    "-ex",
                    "monitor when");
            assertThat(said)
                    .doesNotContain("unexpectedly", "Ignoring")
                    .contains("loop (rounds=5) at", "step ", "status 0");
        }
    }
}
