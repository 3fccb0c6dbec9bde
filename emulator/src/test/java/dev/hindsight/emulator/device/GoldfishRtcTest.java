package dev.hindsight.emulator.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hindsight.emulator.bus.AccessFault;
import dev.hindsight.emulator.bus.Clock;
import org.junit.jupiter.api.Test;

class GoldfishRtcTest {
    private static final int TIME_LOW = 0x00;
    private static final int TIME_HIGH = 0x04;
    private static final int ALARM_LOW = 0x08;
    private static final int ALARM_HIGH = 0x0c;
    private static final int INTERRUPT_ENABLED = 0x10;
    private static final int CLEAR_ALARM = 0x14;
    private static final int ALARM_STATUS = 0x18;
    private static final int CLEAR_INTERRUPT = 0x1c;
    private static final long START = 1_500_000_000_000_000_000L;

    private final Clock clock = new Clock(1_000_000_000, START / 1_000_000_000);
    private final GoldfishRtc rtc = new GoldfishRtc(clock);

    @Test
    void timeBeginsAtTheConfiguredStart() {
        clock.setSteps(42);
        assertThat(time()).isEqualTo(START + 42);
        clock.setIdleNanos(1000);
        assertThat(time()).isEqualTo(START + 1042);
    }

    @Test
    void readingTheLowHalfLatchesTheHighHalf() {
        rtc.write(TIME_HIGH, 4, 7);
        rtc.write(TIME_LOW, 4, -1);
        assertThat(rtc.read(TIME_LOW, 4)).isEqualTo(0xffff_ffffL);
        clock.setSteps(1);
        assertThat(rtc.read(TIME_HIGH, 4)).isEqualTo(7);
        assertThat(rtc.peek(TIME_LOW, 4)).isZero();
        assertThat(rtc.read(TIME_HIGH, 4)).isEqualTo(7);
        assertThat(time()).isEqualTo(8L << 32);
    }

    @Test
    void theAlarmInterruptsAtItsTime() {
        rtc.write(INTERRUPT_ENABLED, 4, 1);
        setAlarm(START + 500);
        assertThat(rtc.nextDeadline()).isEqualTo(500);
        assertThat(rtc.read(ALARM_STATUS, 4)).isEqualTo(1);
        clock.setSteps(499);
        assertThat(rtc.raised()).isFalse();
        clock.setSteps(500);
        assertThat(rtc.raised()).isTrue();
        assertThat(rtc.read(ALARM_STATUS, 4)).isZero();
        assertThat(rtc.nextDeadline()).isEqualTo(Clock.NEVER);
        rtc.write(CLEAR_INTERRUPT, 4, 1);
        assertThat(rtc.raised()).isFalse();
    }

    @Test
    void anAlarmIsNoticedOnceAlsoByALaterWrite() {
        int[] drives = {0};
        rtc.connect(() -> drives[0]++);
        rtc.write(INTERRUPT_ENABLED, 4, 1);
        setAlarm(START + 500);
        assertThat(drives[0]).isEqualTo(2);
        clock.setSteps(500);
        assertThat(rtc.rose()).isTrue();
        rtc.write(ALARM_HIGH, 4, 0);
        assertThat(drives[0]).isEqualTo(3);
        assertThat(rtc.rose()).isFalse();
        assertThat(rtc.raised()).isTrue();
    }

    @Test
    void anAlarmInThePastRingsAtOnce() {
        setAlarm(START - 1);
        assertThat(rtc.raised()).isFalse();
        rtc.write(INTERRUPT_ENABLED, 4, 1);
        assertThat(rtc.raised()).isTrue();
        assertThat(rtc.read(ALARM_LOW, 4)).isEqualTo(START - 1 & 0xffff_ffffL);
        assertThat(rtc.read(ALARM_HIGH, 4)).isEqualTo(START - 1 >>> 32);
    }

    @Test
    void aClearedAlarmDoesNotRing() {
        rtc.write(INTERRUPT_ENABLED, 4, 1);
        setAlarm(START + 500);
        rtc.write(CLEAR_ALARM, 4, 1);
        clock.setSteps(1000);
        assertThat(rtc.raised()).isFalse();
    }

    @Test
    void anAlarmThatRangStaysPendingWhenAnotherIsSet() {
        rtc.write(INTERRUPT_ENABLED, 4, 1);
        setAlarm(START + 500);
        clock.setSteps(600);
        setAlarm(START + 700);
        assertThat(rtc.raised()).isTrue();
        rtc.write(CLEAR_INTERRUPT, 4, 1);
        assertThat(rtc.raised()).isFalse();
        assertThat(rtc.nextDeadline()).isEqualTo(700);
    }

    @Test
    void anAlarmBeyondTheEndOfTimeNeverRings() {
        rtc.write(INTERRUPT_ENABLED, 4, 1);
        setAlarm(-1);
        assertThat(rtc.raised()).isFalse();
        assertThat(rtc.nextDeadline()).isEqualTo(Clock.NEVER);
    }

    @Test
    void onlyWordsAreAnswered() {
        assertThatThrownBy(() -> rtc.read(TIME_LOW, 8)).isInstanceOf(AccessFault.class);
        assertThatThrownBy(() -> rtc.write(0x24, 4, 0)).isInstanceOf(AccessFault.class);
        assertThat(rtc.peek(1, 1)).isEqualTo(START >>> 8 & 0xff);
    }

    private void setAlarm(long time) {
        rtc.write(ALARM_HIGH, 4, time >>> 32);
        rtc.write(ALARM_LOW, 4, time);
    }

    private long time() {
        long low = rtc.read(TIME_LOW, 4);
        return rtc.read(TIME_HIGH, 4) << 32 | low;
    }
}
