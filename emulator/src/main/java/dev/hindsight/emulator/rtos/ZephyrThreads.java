package dev.hindsight.emulator.rtos;

import dev.hindsight.emulator.machine.MachineInfo.Symbol;
import java.util.LinkedHashSet;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Zephyr's threads at a moment.
 *
 * @param all by their control blocks, the last one made first
 */
record ZephyrThreads(GuestWords memory, ThreadInfo layout, Set<Long> all) {
    private static final int MOST_THREADS = 1000;
    private static final int MOST_OF_A_NAME = 32;

    /** The bits of a thread's state. [Zephyr include/zephyr/kernel_structs.h] */
    private static final class State {
        static final int DUMMY = 1;
        /** It waits, sleeps, or (in older kernels) has not been started. */
        static final int WAITS = 2 | 4;

        static final int DEAD = 8;
        static final int SUSPENDED = 16;
        static final int ABORTING = 32;
    }

    static ZephyrThreads read(long kernel, ThreadInfo layout, GuestWords memory) {
        Set<Long> all = new LinkedHashSet<>();
        OptionalLong thread = memory.pointerAt(kernel + layout.threads());
        while (thread.isPresent() && all.size() < MOST_THREADS) {
            long at = thread.getAsLong();
            if (!hasStack(at, layout, memory) || !all.add(at)) {
                break;
            }
            thread = memory.pointerAt(at + layout.next());
        }
        return new ZephyrThreads(memory, layout, all);
    }

    /** What a wild pointer leads to mostly has none. */
    private static boolean hasStack(long thread, ThreadInfo layout, GuestWords memory) {
        OptionalLong sp = memory.pointerAt(thread + layout.stackPointer());
        return sp.isPresent() && memory.at(sp.getAsLong() - memory.bytes()).isPresent();
    }

    /** Whether there is such a thread, be it one that is just ending. */
    boolean has(long thread) {
        int state = state(thread);
        return (state & State.DUMMY) == 0 && (all.contains(thread) || (state & State.DEAD) != 0);
    }

    /** Whether its saved sp, which may be the end of its stack, says that this is its stack. */
    boolean isOn(Symbol stack, long thread) {
        OptionalLong sp = memory.at(thread + layout.stackPointer());
        return sp.isPresent() && Long.compareUnsigned(sp.getAsLong() - 1 - stack.address(), stack.size()) < 0;
    }

    /** @param runs on the only hart that runs threads */
    Task task(long thread, boolean runs) {
        String name =
                layout.name().isPresent() ? memory.text(thread + layout.name().getAsLong(), MOST_OF_A_NAME) : "";
        return new Task(
                thread,
                name.isEmpty() ? "thread 0x" + Long.toHexString(thread) : name,
                runs ? Task.State.RUNNING : does(state(thread)),
                (byte) memory.at(thread + layout.priority()).orElse(0),
                runs ? OptionalInt.of(0) : OptionalInt.empty());
    }

    private int state(long thread) {
        return (int) memory.at(thread + layout.state()).orElse(State.DUMMY);
    }

    private static Task.State does(int state) {
        if ((state & (State.DEAD | State.ABORTING)) != 0) {
            return Task.State.DELETED;
        }
        if ((state & State.SUSPENDED) != 0) {
            return Task.State.SUSPENDED;
        }
        return (state & State.WAITS) != 0 ? Task.State.BLOCKED : Task.State.READY;
    }
}
