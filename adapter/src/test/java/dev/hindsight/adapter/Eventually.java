package dev.hindsight.adapter;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** For what happens sooner or later, however slow the host is. Where there is something to wait for, better wait for it. */
public final class Eventually {
    private Eventually() {}

    public static ConditionFactory eventually() {
        return Awaitility.await().atMost(Duration.ofMinutes(2));
    }
}
