package dev.hindsight.emulator.rtos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.MachineInfo;
import dev.hindsight.emulator.machine.MachineInfo.Symbol;
import dev.hindsight.emulator.rtos.Task.State;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Zephyr's threads in memory that this test writes itself, damaged in every way. */
class DamagedThreadsTest {
    private static final int WORD = 8;
    private static final int TABLE = 0x100;
    private static final int KERNEL = 0x200;
    private static final int CURRENT = 2 * WORD;
    private static final int LIST = 6 * WORD;
    private static final int THREADS = 0x400;
    private static final int SIZE_OF_THREAD = 0x100;
    private static final int STATE = 0x19;
    private static final int PRIORITY = 0x1a;
    private static final int STACK_POINTER = 4 * WORD;
    private static final int NEXT = 20 * WORD;
    private static final int NAME = 21 * WORD;
    private static final int SWITCH = 0xc00;
    private static final int HANDLER = 0x1000;
    private static final int THREAD_START = 0x1400;
    private static final long UNIMPLEMENTED = 0xffff_ffffL;
    /** Version, current, threads, entry, next, state, options, priority, sp, name. */
    private static final long[] SOUND = {1, CURRENT, LIST, 0x90, NEXT, STATE, 0x18, PRIORITY, STACK_POINTER, NAME};

    private final LittleMemory memory = new LittleMemory();
    private final Rtos rtos = Rtos.in(new MachineInfo(
                    64,
                    2,
                    "rv64ima_zicsr",
                    List.of(),
                    List.of(),
                    1_000_000_000,
                    List.of(
                            new Symbol("_kernel", at(KERNEL), 0x80),
                            new Symbol("_kernel_thread_info_offsets", at(TABLE), 13 * WORD),
                            new Symbol("z_riscv_switch", at(SWITCH), 0),
                            new Symbol("_isr_wrapper", at(HANDLER), 0),
                            new Symbol("z_riscv_thread_start", at(THREAD_START), 0),
                            new Symbol("stack_0", at(0x1800), 0x100),
                            new Symbol("stack_1", at(0x1900), 0x100))))
            .orElseThrow();

    private static long at(int offset) {
        return LittleMemory.BASE + offset;
    }

    private static long thread(int number) {
        return at(THREADS + number * SIZE_OF_THREAD);
    }

    @BeforeEach
    void sound() {
        Arrays.fill(memory.bytes, (byte) 0);
        for (int i = 0; i < SOUND.length; i++) {
            memory.word(at(TABLE + i * WORD), SOUND[i]);
        }
        int[] states = {0x80, 0x80, 2, 16, 1};
        for (int i = 0; i < states.length; i++) {
            memory.bytes[THREADS + i * SIZE_OF_THREAD + STATE] = (byte) states[i];
            memory.bytes[THREADS + i * SIZE_OF_THREAD + PRIORITY] = (byte) (i - 2);
            memory.text(thread(i) + NAME, "thread " + i);
            memory.word(thread(i) + STACK_POINTER, at(0x1840 + i * 0x100));
        }
        for (int i = 0; i < 3; i++) {
            memory.word(thread(i) + NEXT, thread(i + 1));
        }
        memory.word(at(KERNEL + LIST), thread(0));
        memory.word(at(KERNEL + CURRENT), thread(1));
        memory.registers.put(2, at(0x1940));
        memory.registers.put(Inspector.PC, at(0));
    }

    @Test
    void theListNamesAllThreads() {
        assertThat(rtos.running(memory, 0)).hasValue(thread(1));
        assertThat(rtos.running(memory, 1)).as("there is one CPU").isEmpty();
        assertThat(rtos.tasks(memory))
                .extracting(Task::name, Task::state, Task::hart, Task::priority)
                .containsExactly(
                        tuple("thread 0", State.READY, OptionalInt.empty(), -2L),
                        tuple("thread 1", State.RUNNING, OptionalInt.of(0), -1L),
                        tuple("thread 2", State.BLOCKED, OptionalInt.empty(), 0L),
                        tuple("thread 3", State.SUSPENDED, OptionalInt.empty(), 1L));
    }

    @Test
    void aTableThatSaysNothingMeansThatThereAreNoThreads() {
        for (int entry : new int[] {1, 2, 4, 5, 7, 8}) {
            for (long wrong : new long[] {UNIMPLEMENTED, -1, 0x10000, Long.MIN_VALUE}) {
                sound();
                memory.word(at(TABLE + entry * WORD), wrong);
                assertThat(rtos.tasks(memory)).as("entry %d", entry).isEmpty();
                assertThat(rtos.running(memory, 0)).isEmpty();
                assertThat(rtos.switches(memory)).isNotNull();
            }
        }
        for (int entry : new int[] {1, 2, 4, 8}) {
            sound();
            memory.word(at(TABLE + entry * WORD), SOUND[entry] + 2);
            assertThat(rtos.tasks(memory)).as("entry %d is no pointer's", entry).isEmpty();
        }
    }

    @Test
    void aTableOfALaterVersionIsNotGuessedAt() {
        memory.word(at(TABLE), 2);
        assertThat(rtos.tasks(memory)).isEmpty();
        memory.word(at(TABLE), 0);
        assertThat(rtos.tasks(memory)).hasSize(4).allMatch(task -> task.name().startsWith("thread 0x8"));
    }

    @Test
    void aThreadWithoutANameIsAnAddress() {
        memory.word(at(TABLE + 9 * WORD), UNIMPLEMENTED);
        assertThat(rtos.tasks(memory).get(0).name()).isEqualTo("thread 0x80000400");
        memory.word(at(TABLE + 9 * WORD), NAME);
        memory.bytes[THREADS + NAME] = (byte) 0xe9;
        assertThat(rtos.tasks(memory).get(0).name()).isEqualTo("thread 0x80000400");
    }

    @Test
    void aLoopOrAWildPointerEndsTheList() {
        for (long next : new long[] {
            thread(0), thread(1), 1, thread(2) + 4, at(0x1700), at(0x1ff8), 0x1000, -8, Long.MIN_VALUE, 0
        }) {
            sound();
            memory.word(thread(1) + NEXT, next);
            assertThat(rtos.tasks(memory)).extracting(Task::name).containsExactly("thread 0", "thread 1");
        }
    }

    @Test
    void onlyAThreadOfTheListRuns() {
        for (long wrong : new long[] {0, 1, thread(1) + 4, thread(4), at(0x2000), 0x1000, -8, at(KERNEL)}) {
            sound();
            memory.registers.put(2, at(0x10));
            memory.word(at(KERNEL + CURRENT), wrong);
            assertThat(rtos.running(memory, 0)).as("%x", wrong).isEmpty();
            assertThat(rtos.tasks(memory)).hasSize(4).noneMatch(task -> task.state() == State.RUNNING);
        }
    }

    @Test
    void aThreadThatHasLeftTheListRunsToItsEnd() {
        memory.bytes[THREADS + SIZE_OF_THREAD + STATE] = 8;
        memory.word(thread(0) + NEXT, thread(2));
        assertThat(rtos.running(memory, 0)).hasValue(thread(1));
        assertThat(rtos.tasks(memory)).extracting(Task::name).contains("thread 1");
    }

    @Test
    void withoutTheCodeThatSavesThemNoRegisterIsKnown() {
        assertThat(rtos.saved(memory, thread(0))).isEqualTo(SavedRegisters.UNKNOWN);
        assertThat(rtos.saved(memory, 0)).isEqualTo(SavedRegisters.UNKNOWN);
    }

    @Test
    void randomDamageLeavesAListThatEnds() {
        Random random = new Random(5);
        for (int round = 0; round < 3000; round++) {
            sound();
            for (int hits = random.nextInt(12); hits >= 0; hits--) {
                int place = random.nextInt(3) == 0 ? TABLE + random.nextInt(13) * WORD : random.nextInt(SWITCH) & -WORD;
                memory.word(at(place), someWord(random));
            }
            memory.registers.put(2, someWord(random));
            List<Task> tasks = rtos.tasks(memory);
            assertThat(tasks).hasSizeLessThanOrEqualTo(LittleMemory.SIZE / WORD);
            tasks.forEach(task -> assertThat(task.name()).matches("[ -~]{1,32}"));
            OptionalLong running = rtos.running(memory, 0);
            assertThat(tasks.stream().filter(task -> task.hart().isPresent()).count())
                    .isEqualTo(running.isPresent() ? 1 : 0);
        }
    }

    private static long someWord(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> random.nextLong();
            case 1 -> random.nextInt(0x100);
            default -> at(random.nextInt(LittleMemory.SIZE) & -WORD);
        };
    }

    @Test
    void randomCodeSavesNothingOrSomething() {
        Random random = new Random(6);
        int known = 0;
        for (int round = 0; round < 3000; round++) {
            for (int i = SWITCH; i < 0x1800; i += 4) {
                int code = random.nextInt(30) == 0 ? random.nextInt() : likelyCode(random);
                memory.word(at(i), (long) random.nextInt() << 32 | code & 0xffff_ffffL);
            }
            memory.registers.put(Inspector.PC, at(SWITCH + random.nextInt(0x100)));
            assertThat(rtos.switches(memory)).isNotNull();
            assertThat(rtos.running(memory, 0)).isNotNull();
            SavedRegisters saved = rtos.saved(memory, thread(0));
            known += saved.read(memory, 0, Inspector.PC, WORD).isPresent() ? 1 : 0;
        }
        assertThat(known).isGreaterThan(100);
    }

    /** Stores to the thread or to sp, room on the stack, sp from the other thread, or a CSR. */
    private static int likelyCode(Random random) {
        return switch (random.nextInt(16)) {
            case 0 -> 0x00013023 | random.nextInt(32) << 20 | random.nextInt(32) << 7;
            case 1 -> 0x00010113 | random.nextInt() << 20;
            case 2 -> 0x00053103; // ld sp, 0(a0)
            case 3 -> 0x341022f3; // csrr t0, mepc
            default -> 0x0005b023 | random.nextInt(32) << 20 | random.nextInt(32) << 7;
        };
    }
}
