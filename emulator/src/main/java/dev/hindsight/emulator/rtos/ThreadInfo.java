package dev.hindsight.emulator.rtos;

import dev.hindsight.emulator.machine.MachineInfo.Symbol;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where Zephyr keeps what of its threads, in bytes, as it tells debuggers with CONFIG_DEBUG_THREAD_INFO. [Zephyr
 * subsys/debug/thread_info.c]
 *
 * @param current from the first CPU's structure, which is what {@code _kernel} begins with
 * @param threads from {@code _kernel}: the first of all threads
 * @param next from a thread, as all that follow
 */
record ThreadInfo(
        long current, long threads, long next, long state, long priority, long stackPointer, OptionalLong name) {
    /** Beyond any field of a kernel; what is not configured is 0xffffffff. */
    private static final long FARTHEST = 1 << 16;
    /** Later ones may mean something else. */
    private static final int LAST_VERSION = 1;

    /** What is where in the table, in words. */
    private enum Entry {
        VERSION,
        CURRENT,
        THREADS,
        ENTRY,
        NEXT,
        STATE,
        USER_OPTIONS,
        PRIORITY,
        STACK_POINTER,
        NAME
    }

    static Optional<Symbol> table(Symbols symbols) {
        return symbols.named("_kernel_thread_info_offsets").or(() -> symbols.named("_kernel_openocd_offsets"));
    }

    /** Empty where the table is no such table. */
    static Optional<ThreadInfo> at(long table, GuestWords memory) {
        OptionalLong version = memory.at(table);
        ThreadInfo info = new ThreadInfo(
                entry(table, Entry.CURRENT, memory),
                entry(table, Entry.THREADS, memory),
                entry(table, Entry.NEXT, memory),
                entry(table, Entry.STATE, memory),
                entry(table, Entry.PRIORITY, memory),
                entry(table, Entry.STACK_POINTER, memory),
                version.orElse(0) == 0 ? OptionalLong.empty() : name(entry(table, Entry.NAME, memory)));
        boolean known = version.isPresent() && Long.compareUnsigned(version.getAsLong(), LAST_VERSION) <= 0;
        return known && info.isSound(memory.bytes()) ? Optional.of(info) : Optional.empty();
    }

    private static long entry(long table, Entry entry, GuestWords memory) {
        return memory.at(table + (long) entry.ordinal() * memory.bytes()).orElse(FARTHEST);
    }

    private static OptionalLong name(long offset) {
        return isNear(offset) ? OptionalLong.of(offset) : OptionalLong.empty();
    }

    private static boolean isNear(long offset) {
        return Long.compareUnsigned(offset, FARTHEST) < 0;
    }

    private boolean isSound(int word) {
        boolean pointers = isPointer(current, word)
                && isPointer(threads, word)
                && isPointer(next, word)
                && isPointer(stackPointer, word);
        return pointers && isNear(state) && isNear(priority);
    }

    private static boolean isPointer(long offset, int word) {
        return isNear(offset) && offset % word == 0;
    }
}
