package dev.hindsight.emulator.rtos;

import dev.hindsight.emulator.machine.MachineInfo.Symbol;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiPredicate;

/**
 * The lists that FreeRTOS keeps its tasks in, which say what state they are in.
 *
 * <p>[FreeRTOS list.h] A list is a count, a cursor and an item that marks its end; an item is a value, the next one, the
 * one before, its owner and the list that contains it, a word each. A list is followed for as long as each item says that
 * it is in it, so that a damaged one ends where the damage begins.
 */
final class TaskLists {
    /** Words into an item. */
    static final int CONTAINER = 4;

    private static final int NEXT = 1;
    private static final int OWNER = 3;

    private static final int END_OF_LIST = 2;
    private static final int WORDS_OF_LIST = 5;
    /** Items are near the beginning of the control block that owns them. */
    private static final int FARTHEST_ITEM = 64;

    private static final int MOST_TASKS = 1000;

    private final int word;
    private final List<TaskList> lists = new ArrayList<>();
    private final Optional<Long> pending;

    private record TaskList(long address, Task.State state) {}

    TaskLists(Symbols symbols, int word) {
        this.word = word;
        long size = symbols.named("xPendingReadyList")
                .map(Symbol::size)
                .filter(known -> known > 0)
                .orElse((long) WORDS_OF_LIST * word);
        symbols.named("pxReadyTasksLists").ifPresent(ready -> {
            for (long offset = 0; offset < ready.size() && offset < MOST_TASKS * size; offset += size) {
                lists.add(new TaskList(ready.address() + offset, Task.State.READY));
            }
        });
        add(symbols, "xDelayedTaskList1", Task.State.BLOCKED);
        add(symbols, "xDelayedTaskList2", Task.State.BLOCKED);
        add(symbols, "xSuspendedTaskList", Task.State.SUSPENDED);
        add(symbols, "xTasksWaitingTermination", Task.State.DELETED);
        pending = symbols.named("xPendingReadyList").map(Symbol::address);
    }

    private void add(Symbols symbols, String name, Task.State state) {
        symbols.named(name).ifPresent(symbol -> lists.add(new TaskList(symbol.address(), state)));
    }

    /** What the lists tell. */
    static final class Found {
        private final Map<Long, Task.State> states = new LinkedHashMap<>();
        private long firstItem;

        private Found(int word) {
            firstItem = word;
        }

        /** By control block. */
        Map<Long, Task.State> states() {
            return states;
        }

        /** Bytes from a control block to the item of its state. */
        long firstItem() {
            return firstItem;
        }

        /** A task that some other variable names; mostly a list does too. */
        void isToo(long task) {
            states.putIfAbsent(task, Task.State.READY);
        }
    }

    Found read(GuestWords memory) {
        Found found = new Found(word);
        for (TaskList list : lists) {
            follow(memory, list.address(), (owner, item) -> {
                found.firstItem = item - owner;
                return found.states.putIfAbsent(owner, list.state()) == null;
            });
        }
        // While the scheduler is held, tasks wait there to become ready; their state's items are where they were.
        pending.ifPresent(list -> follow(
                memory, list, (owner, item) -> found.states.replace(owner, Task.State.READY) != Task.State.READY));
        return found;
    }

    /** Hands out owners and their items until {@code visitor} has enough. */
    private void follow(GuestWords memory, long list, BiPredicate<Long, Long> visitor) {
        long end = list + (long) END_OF_LIST * word;
        OptionalLong item = memory.pointerAt(end + (long) NEXT * word);
        for (int i = 0; i < MOST_TASKS && item.isPresent() && item.getAsLong() != end; i++) {
            long at = item.getAsLong();
            OptionalLong owner = memory.pointerAt(at + (long) OWNER * word);
            boolean isInList = memory.at(at + (long) CONTAINER * word).orElse(0) == list;
            if (!isInList || owner.isEmpty() || !owns(owner.getAsLong(), at) || !visitor.test(owner.getAsLong(), at)) {
                return;
            }
            item = memory.pointerAt(at + (long) NEXT * word);
        }
    }

    private boolean owns(long owner, long item) {
        return item > owner && item - owner < (long) FARTHEST_ITEM * word;
    }
}
