package dev.hindsight.adapter.dap;

import dev.hindsight.emulator.Emulator;
import dev.hindsight.emulator.GuestConfig;
import dev.hindsight.emulator.client.TimelineClient;
import dev.hindsight.emulator.machine.Machine;
import dev.hindsight.emulator.session.TimelineSession;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds a machine in the midst of a move until somebody interrupts: on no host is the move over before that. */
final class Hold {
    /** After so long a client is shown how far a search is. */
    private static final Duration UNTIL_SHOWN = Duration.ofMillis(600);

    private final CountDownLatch interrupted = new CountDownLatch(1);
    private volatile boolean held;
    private long wait = UNTIL_SHOWN.toNanos();

    /** A machine that can be held between the short runs that moves are made of; its clients are heard when they interrupt. */
    TimelineSession start(GuestConfig guest) {
        Machine machine = with(Machine.class, Emulator.machine(guest), "run", this::await, () -> {});
        TimelineSession session = TimelineSession.share(machine, guest.history(), false);
        return (TimelineSession) Proxy.newProxyInstance(
                TimelineSession.class.getClassLoader(),
                new Class<?>[] {TimelineSession.class},
                (proxy, method, args) -> {
                    Object result = call(() -> method.invoke(session, args));
                    return result instanceof TimelineClient client
                            ? with(TimelineClient.class, client, "interrupt", () -> {}, interrupted::countDown)
                            : result;
                });
    }

    /** The next run takes long enough that it is shown; those after it wait. */
    void begin() {
        held = true;
    }

    private void await() throws InterruptedException {
        if (held) {
            interrupted.await(wait, TimeUnit.NANOSECONDS);
            wait = Long.MAX_VALUE;
        }
    }

    private interface Action {
        void act() throws InterruptedException;
    }

    private interface Invocation {
        Object invoke() throws ReflectiveOperationException;
    }

    /** {@code object}, with something before and after one of its methods. */
    private static <T> T with(Class<T> type, T object, String name, Action before, Action after) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            boolean meant = method.getName().equals(name);
            if (meant) {
                before.act();
            }
            Object result = call(() -> method.invoke(object, args));
            if (meant) {
                after.act();
            }
            return result;
        }));
    }

    private static Object call(Invocation invocation) throws Throwable {
        try {
            return invocation.invoke();
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
