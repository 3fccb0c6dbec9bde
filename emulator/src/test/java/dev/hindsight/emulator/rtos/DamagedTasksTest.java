package dev.hindsight.emulator.rtos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.MachineInfo;
import dev.hindsight.emulator.rtos.Task.State;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Tasks in memory that this test writes itself: on two cores, and damaged in every way. */
class DamagedTasksTest {
    private static final int WORD = 8;
    private static final int READY = 0x100;
    private static final int SUSPENDED = 0x180;
    private static final int PENDING = 0x1c0;
    private static final int CURRENT = 0x200;
    private static final int HANDLER = 0x220;
    private static final int TASKS = 0x400;
    private static final int SIZE_OF_TASK = 0x100;
    private static final int STATE_ITEM = 2 * WORD; // behind a mask of cores
    private static final int EVENT_ITEM = 7 * WORD;

    private final LittleMemory memory = new LittleMemory();
    private final Rtos rtos = Rtos.in(new MachineInfo(
                    64,
                    2,
                    "rv64ima_zicsr",
                    List.of(),
                    List.of(),
                    1_000_000_000,
                    List.of(
                            new MachineInfo.Symbol("pxCurrentTCBs", at(CURRENT), 2 * WORD),
                            new MachineInfo.Symbol("pxReadyTasksLists", at(READY), 3 * 5 * WORD),
                            new MachineInfo.Symbol("xSuspendedTaskList", at(SUSPENDED), 5 * WORD),
                            new MachineInfo.Symbol("xPendingReadyList", at(PENDING), 5 * WORD),
                            new MachineInfo.Symbol("freertos_risc_v_trap_handler", at(HANDLER), 0x40))))
            .orElseThrow();

    private static long at(int offset) {
        return LittleMemory.BASE + offset;
    }

    private static long task(int number) {
        return at(TASKS + number * SIZE_OF_TASK);
    }

    private void newList(int list) {
        memory.word(at(list), 0);
        memory.word(at(list) + 3 * WORD, at(list) + 2 * WORD); // its end's next
        memory.word(at(list) + 4 * WORD, at(list) + 2 * WORD);
    }

    private void append(int list, long task, int item) {
        long end = at(list) + 2 * WORD;
        long last = memory.word(end + 2 * WORD);
        memory.word(last + WORD, task + item);
        memory.word(end + 2 * WORD, task + item);
        memory.word(task + item + WORD, end);
        memory.word(task + item + 2 * WORD, last);
        memory.word(task + item + 3 * WORD, task);
        memory.word(task + item + 4 * WORD, at(list));
    }

    private void name(long task, String name) {
        memory.word(task + STATE_ITEM + 10 * WORD, 7);
        for (int i = 0; i < name.length(); i++) {
            memory.bytes[(int) (task - LittleMemory.BASE) + STATE_ITEM + 14 * WORD + i] = (byte) name.charAt(i);
        }
    }

    private void sound() {
        Arrays.fill(memory.bytes, (byte) 0);
        for (int list : new int[] {READY, READY + 5 * WORD, READY + 10 * WORD, SUSPENDED, PENDING}) {
            newList(list);
        }
        for (int i = 0; i < 4; i++) {
            name(task(i), "task " + i);
            memory.word(task(i), at(TASKS + 8 * SIZE_OF_TASK)); // its stack
        }
        append(READY + 5 * WORD, task(0), STATE_ITEM);
        append(READY + 5 * WORD, task(1), STATE_ITEM);
        append(SUSPENDED, task(2), STATE_ITEM);
        append(SUSPENDED, task(3), STATE_ITEM);
        append(PENDING, task(3), EVENT_ITEM);
        memory.word(at(CURRENT) + WORD, task(1));
    }

    @Test
    void onTwoCoresEachHartHasItsTask() {
        sound();
        assertThat(rtos.running(memory, 0)).isEmpty();
        assertThat(rtos.running(memory, 1)).isEqualTo(OptionalLong.of(task(1)));
        assertThat(rtos.tasks(memory))
                .extracting(Task::name, Task::state, Task::hart, Task::priority)
                .containsExactly(
                        tuple("task 0", State.READY, OptionalInt.empty(), 7L),
                        tuple("task 1", State.RUNNING, OptionalInt.of(1), 7L),
                        tuple("task 2", State.SUSPENDED, OptionalInt.empty(), 7L),
                        tuple("task 3", State.READY, OptionalInt.empty(), 7L));
    }

    @Test
    void aRunningTaskThatIsInNoListIsThereAllTheSame() {
        sound();
        newList(READY + 5 * WORD);
        assertThat(rtos.tasks(memory)).extracting(Task::name).containsExactly("task 2", "task 3", "task 1");
    }

    @Test
    void aLoopEndsTheList() {
        sound();
        memory.word(task(1) + STATE_ITEM + WORD, task(0) + STATE_ITEM);
        assertThat(rtos.tasks(memory)).hasSize(4);
        memory.word(task(3) + EVENT_ITEM + WORD, task(3) + EVENT_ITEM);
        assertThat(rtos.tasks(memory)).hasSize(4);
    }

    @Test
    void aWildPointerEndsTheList() {
        for (long wild : new long[] {0, 1, task(0) + 3, 0x1000, -8, Long.MIN_VALUE}) {
            sound();
            memory.word(task(0) + STATE_ITEM + WORD, wild);
            assertThat(rtos.tasks(memory))
                    .extracting(Task::name)
                    .containsExactly("task 0", "task 2", "task 3", "task 1");
        }
    }

    @Test
    void anItemOfAnotherListEndsTheList() {
        sound();
        memory.word(task(0) + STATE_ITEM + WORD, task(2) + STATE_ITEM);
        assertThat(rtos.tasks(memory))
                .filteredOn(task -> task.name().equals("task 2"))
                .extracting(Task::state)
                .containsExactly(State.SUSPENDED);
    }

    @Test
    void aNameThatCannotBePrintedIsAnAddress() {
        sound();
        memory.bytes[(int) (task(0) - LittleMemory.BASE) + STATE_ITEM + 14 * WORD] = (byte) 0xe9;
        assertThat(rtos.tasks(memory).get(0).name()).isEqualTo("task 0x80000400");
    }

    @Test
    void withoutTheCodeThatSavesThemNoRegisterIsKnown() {
        sound();
        assertThat(rtos.saved(memory, task(0))).isEqualTo(SavedRegisters.UNKNOWN);
        assertThat(rtos.saved(memory, 0)).isEqualTo(SavedRegisters.UNKNOWN);
    }

    @Test
    void randomDamageLeavesAListThatEnds() {
        Random random = new Random(5);
        for (int round = 0; round < 3000; round++) {
            sound();
            for (int hits = random.nextInt(12); hits >= 0; hits--) {
                long place = at(random.nextInt(TASKS + 4 * SIZE_OF_TASK) & -WORD);
                memory.word(
                        place,
                        random.nextBoolean() ? random.nextLong() : at(random.nextInt(LittleMemory.SIZE) & -WORD));
            }
            List<Task> tasks = rtos.tasks(memory);
            assertThat(tasks).hasSizeLessThan(40);
            tasks.forEach(task -> assertThat(task.name()).matches("[ -~]{1,32}"));
        }
    }

    @Test
    void randomCodeSavesNothingOrSomething() {
        Random random = new Random(6);
        for (int round = 0; round < 3000; round++) {
            sound();
            for (int i = HANDLER; i < TASKS; i += 4) {
                int code = random.nextInt(4) == 0 ? random.nextInt() : likelyCode(random);
                memory.word(at(i), (long) random.nextInt() << 32 | code & 0xffff_ffffL);
            }
            SavedRegisters saved = rtos.saved(memory, task(0));
            assertThat(saved.read(memory, 0, Inspector.PC, WORD)).isNotNull();
        }
    }

    /** Stores to sp, room on the stack, a forward branch, or sp into a control block. */
    private static int likelyCode(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> 0x00013023 | random.nextInt(32) << 20 | random.nextInt(32) << 7;
            case 1 -> 0x00010113 | random.nextInt() << 20;
            case 2 -> 0x00000063 | random.nextInt() << 15;
            default -> 0x00253023; // sd sp, 0(a0)
        };
    }
}
