package dev.hindsight.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HostMemoryTest {
    private static final long M = 1 << 20;

    @Test
    void historyIsAsLargeAsWantedWhereThereIsRoom() {
        HostMemory.Share share = new HostMemory(1024 * M).history(256 * M, 128 * M);
        assertThat(share.history()).isEqualTo(256 * M);
        assertThat(share.sentence()).isEmpty();
    }

    @Test
    void historyIsSmallerOnASmallHostAndSaysSo() {
        HostMemory.Share share = new HostMemory(358 * M + 12345).history(256 * M, 128 * M);
        assertThat(share.history()).isEqualTo(166 * M);
        assertThat(share.sentence())
                .hasValue(
                        "History takes 166M of memory, not 256M: this process may use 358M, of which the guest's RAM is "
                                + "128M; give it more, for example with JAVA_TOOL_OPTIONS=-Xmx449M.");
        assertThat(new HostMemory(449 * M).history(256 * M, 128 * M).sentence()).isEmpty();
    }

    @Test
    void guestRamIsNeverSmallerThanItWasAskedFor() {
        HostMemory small = new HostMemory(195 * M);
        assertThatThrownBy(() -> small.require(128 * M))
                .isInstanceOf(GuestException.class)
                .hasMessage(
                        "A guest with 128M of RAM needs 196M of memory, and this process may use 195M: give it more, for "
                                + "example with JAVA_TOOL_OPTIONS=-Xmx196M, or give the guest less with --memory.");
        assertThatCode(() -> new HostMemory(196 * M).require(128 * M)).doesNotThrowAnyException();
        assertThat(new HostMemory(196 * M).history(256 * M, 128 * M).history()).isEqualTo(4 * M);
    }
}
