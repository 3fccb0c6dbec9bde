package dev.hindsight.emulator.server;

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
    /** After so long gdb's user is told how far a search is. */
    static final Duration UNTIL_TOLD = Duration.ofMillis(1100);

    private final CountDownLatch interrupted = new CountDownLatch(1);
    private volatile boolean held;
    private long first;

    /** The machine, which can be held between the short runs that moves are made of. */
    Machine on(Machine machine) {
        return with(Machine.class, machine, "run", this::await, () -> {});
    }

    TimelineSession start(GuestConfig guest) {
        return TimelineSession.share(on(Emulator.machine(guest)), guest.history(), false);
    }

    /** The session of such a machine, whose clients are heard when they interrupt. */
    TimelineSession heardIn(TimelineSession session) {
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

    /** The next run takes so long; those after it wait. */
    void after(Duration time) {
        first = time.toNanos();
        held = true;
    }

    /** Until an interrupt was heard. */
    void awaitInterrupt() {
        try {
            interrupted.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void await() throws InterruptedException {
        if (held) {
            long wait = first;
            first = Long.MAX_VALUE;
            interrupted.await(wait, TimeUnit.NANOSECONDS);
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
