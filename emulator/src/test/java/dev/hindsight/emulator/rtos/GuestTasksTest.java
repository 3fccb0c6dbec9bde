package dev.hindsight.emulator.rtos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.hindsight.emulator.Emulator;
import dev.hindsight.emulator.GuestConfig;
import dev.hindsight.emulator.MachineConfig;
import dev.hindsight.emulator.elf.ElfFile;
import dev.hindsight.emulator.isa.Csr;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.Machine;
import dev.hindsight.emulator.machine.MachineInfo;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.machine.TimedInspector;
import dev.hindsight.emulator.rtos.Task.State;
import dev.hindsight.emulator.timeline.RunCallbacks;
import dev.hindsight.emulator.timeline.Stop;
import dev.hindsight.emulator.timeline.Timeline;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tasks of a running kernel, in each version of what a port saves. */
class GuestTasksTest {
    private static final Path GUESTS = Path.of(System.getProperty("hindsight.root"), "emulator/src/test/guests");
    private static final int SP = 2;
    private static final int A1 = 11;
    private static final int GP = 3;
    private static final int TP = 4;
    private static final int SAMPLES = 150;

    /** A guest that can be looked at anywhere. */
    private static final class Guest {
        private final ElfFile elf;
        private final Timeline timeline;
        private final MachineInfo info;
        private final Rtos rtos;

        Guest(String name) {
            Path file = GUESTS.resolve(name + ".elf");
            Machine machine = Emulator.machine(GuestConfig.of(file)
                    .on(MachineConfig.STANDARD.withMemory(16L << 20))
                    .unpaced());
            elf = ElfFile.read(file);
            info = machine.info();
            timeline = new Timeline(machine, 32L << 20, sent -> {});
            rtos = Rtos.in(info).orElseThrow();
        }

        TimedInspector now() {
            return timeline.now();
        }

        long address(String symbol) {
            return elf.symbol(symbol).orElseThrow().address();
        }

        /** To where {@code function} begins next. */
        Guest runTo(String function) {
            Stop stop = timeline.resume(
                    StopPoints.of(List.of(address(function)), List.of()), Long.MAX_VALUE, RunCallbacks.NONE);
            assertThat(stop.reason()).isEqualTo(Stop.Reason.BREAKPOINT);
            return this;
        }

        long savedSp(Task task) {
            return rtos.saved(now(), task.id())
                    .read(now(), 0, SP, info.xlen() / 8)
                    .orElseThrow();
        }

        /** The name of the object that the address is in. */
        String stack(long sp) {
            return elf.symbolAt(sp - 1).map(place -> place.symbol().name()).orElse("");
        }

        Task task(String name) {
            return rtos.tasks(now()).stream()
                    .filter(task -> task.name().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rtos-rv64", "rtos-rv32", "rtos-old-rv32"})
    void tasksHaveNamesStatesAndPriorities(String name) {
        Guest guest = new Guest(name).runTo("square");
        assertThat(guest.rtos.tasks(guest.now()))
                .extracting(Task::name, Task::state, Task::priority, Task::hart)
                .containsExactlyInAnyOrder(
                        tuple("Sum", State.RUNNING, 1L, OptionalInt.of(0)),
                        tuple("Red", State.BLOCKED, 3L, OptionalInt.empty()),
                        tuple("Green", State.BLOCKED, 3L, OptionalInt.empty()),
                        tuple("Lines", State.BLOCKED, 2L, OptionalInt.empty()),
                        tuple("IDLE", State.READY, 0L, OptionalInt.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rtos-rv64", "rtos-rv32", "rtos-old-rv32"})
    void tasksComeAreSuspendedAndEnd(String name) {
        Guest guest = new Guest(name).runTo("once");
        assertThat(guest.task("Once").state()).isEqualTo(State.RUNNING);
        guest.runTo("end_task").runTo("vTaskSwitchContext").runTo("vTaskSwitchContext");
        assertThat(guest.task("Once").state()).isEqualTo(State.DELETED);
        guest.runTo("suspend").runTo("vTaskSwitchContext").runTo("vTaskSwitchContext");
        assertThat(guest.task("Sum").state()).isEqualTo(State.SUSPENDED);
        guest.timeline.seek(0, RunCallbacks.NONE);
        guest.runTo("square");
        assertThat(guest.rtos.tasks(guest.now())).extracting(Task::name).doesNotContain("Once");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rtos-rv64", "rtos-rv32", "rtos-old-rv32"})
    void noTaskRunsBeforeTheSchedulerDoes(String name) {
        Guest guest = new Guest(name).runTo("main");
        assertThat(guest.rtos.tasks(guest.now())).isEmpty();
        guest.runTo("start_scheduler");
        assertThat(guest.rtos.tasks(guest.now())).hasSize(4).allMatch(task -> task.state() == State.READY);
        assertThat(guest.rtos.running(guest.now(), 0)).isEmpty();
        guest.runTo("blink");
        assertThat(guest.rtos.running(guest.now(), 0)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zephyr-rv64", "zephyr-rv32"})
    void zephyrsThreadsHaveNamesStatesAndPriorities(String name) {
        Guest guest = new Guest(name).runTo("square");
        assertThat(guest.rtos.tasks(guest.now()))
                .extracting(Task::name, Task::state, Task::priority, Task::hart)
                .containsExactlyInAnyOrder(
                        tuple("Sum", State.RUNNING, 4L, OptionalInt.of(0)),
                        tuple("Red", State.BLOCKED, 2L, OptionalInt.empty()),
                        tuple("Green", State.BLOCKED, 2L, OptionalInt.empty()),
                        tuple("Lines", State.BLOCKED, 3L, OptionalInt.empty()),
                        tuple("idle", State.READY, 5L, OptionalInt.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zephyr-rv64", "zephyr-rv32"})
    void zephyrsThreadsComeAreSuspendedAndEnd(String name) {
        Guest guest = new Guest(name).runTo("swap");
        assertThat(guest.rtos.tasks(guest.now())).hasSize(5).allMatch(task -> task.state() == State.READY);
        assertThat(guest.rtos.running(guest.now(), 0)).isEmpty();
        guest.runTo("once");
        assertThat(guest.task("Once").state()).isEqualTo(State.RUNNING);
        guest.runTo("z_riscv_switch");
        assertThat(guest.task("Once").state()).as("on its last steps").isEqualTo(State.RUNNING);
        guest.runTo("square");
        assertThat(guest.rtos.tasks(guest.now())).extracting(Task::name).doesNotContain("Once");
        guest.runTo("suspend").runTo("z_riscv_switch").runTo("z_riscv_switch");
        assertThat(guest.task("Sum").state()).isEqualTo(State.SUSPENDED);
    }

    /** Zephyr names the thread that is to run before it saves the registers of the one that ran. */
    @ParameterizedTest
    @ValueSource(strings = {"zephyr-rv64", "zephyr-rv32"})
    void whoRunsIsWhoseStackIsInUse(String name) {
        Guest guest = new Guest(name).runTo("swap");
        Map<Long, String> stacks = guest.rtos.tasks(guest.now()).stream()
                .collect(Collectors.toMap(Task::id, task -> guest.stack(guest.savedSp(task))));
        int compared = 0;
        for (int i = 0; i < 40; i++) {
            guest.runTo("z_riscv_switch");
            guest.timeline.seek(guest.timeline.now().steps() - 20, RunCallbacks.NONE);
            for (int step = 0; step < 60; step++) {
                guest.timeline.forward(StopPoints.NONE, guest.now().steps() + 1, RunCallbacks.NONE);
                String stack =
                        guest.stack(unsigned(guest, guest.now().register(0, SP).orElseThrow()));
                OptionalLong running = guest.rtos.running(guest.now(), 0);
                if (stacks.containsValue(stack) && running.isPresent() && stacks.containsKey(running.getAsLong())) {
                    assertThat(stack).as("step %d", guest.now().steps()).isEqualTo(stacks.get(running.getAsLong()));
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(1000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zephyr-rv64", "zephyr-rv32"})
    void theThreadThatIsLeftRunsUntilItIsAlsoWhereNoStackHasAName(String name) {
        Guest guest = new Guest(name).runTo("blink");
        Rtos rtos = Rtos.in(guest.info.withSymbols(guest.info.symbols().stream()
                        .filter(symbol -> !symbol.name().startsWith("stack_of"))
                        .toList()))
                .orElseThrow();
        for (int i = 0; i < 20; i++) {
            guest.runTo("z_riscv_switch");
            assertThat(rtos.running(guest.now(), 0))
                    .hasValue(unsigned(guest, guest.now().register(0, A1).orElseThrow()));
            assertThat(rtos.running(guest.now(), 0)).isEqualTo(guest.rtos.running(guest.now(), 0));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zephyr-rv64", "zephyr-rv32"})
    void aThreadThatWasInterruptedIsWhereItWasInterrupted(String name) {
        Guest guest = new Guest(name).runTo("square").runTo("z_riscv_switch");
        guest.timeline.backward(StopPoints.of(List.of(guest.address("_isr_wrapper")), List.of()), 0, RunCallbacks.NONE);
        Map<Integer, Long> before = IntStream.rangeClosed(0, Inspector.PC)
                .boxed()
                .filter(number -> number != GP && number != TP)
                .collect(Collectors.toMap(
                        number -> number,
                        number ->
                                unsigned(guest, guest.now().register(0, number).orElseThrow())));
        before.put(
                Inspector.PC,
                unsigned(
                        guest,
                        guest.now().register(0, Inspector.CSR0 + Csr.MEPC).orElseThrow()));
        guest.runTo("toggle");
        SavedRegisters saved = guest.rtos.saved(guest.now(), guest.task("Sum").id());
        assertThat(registers(guest, saved)).isEqualTo(before);
        assertThat(saved.slot(Inspector.CSR0 + Csr.MSTATUS)).isPresent();
    }

    /** Whatever the task's registers are said to be, those must be what it goes on with. */
    @ParameterizedTest
    @ValueSource(strings = {"rtos-rv64", "rtos-rv32", "rtos-old-rv32", "zephyr-rv64", "zephyr-rv32"})
    void aTaskGoesOnWithTheRegistersThatWereSavedForIt(String name) {
        Guest guest = new Guest(name);
        guest.timeline.forward(StopPoints.NONE, Long.MAX_VALUE, RunCallbacks.NONE);
        long end = guest.timeline.end();
        Random random = new Random(3);
        int compared = 0;
        int floats = 0;
        for (int i = 0; i < SAMPLES; i++) {
            long step = random.nextLong(end);
            guest.timeline.seek(step, RunCallbacks.NONE);
            for (Task task : guest.rtos.tasks(guest.now())) {
                if (task.state() == State.RUNNING || task.state() == State.DELETED) {
                    continue;
                }
                Map<Integer, Long> said = registers(guest, guest.rtos.saved(guest.now(), task.id()));
                assertThat(said.keySet()).contains(SP, Inspector.PC).doesNotContain(GP, TP);
                if (goOn(guest, task, said)) {
                    assertThat(registers(guest, said))
                            .as("%s at step %d", task.name(), step)
                            .isEqualTo(said);
                    compared++;
                    floats += said.containsKey(Inspector.F0) ? 1 : 0;
                }
                guest.timeline.seek(step, RunCallbacks.NONE);
            }
        }
        assertThat(compared).isGreaterThan(SAMPLES);
        assertThat(floats).matches(count -> name.equals("rtos-rv64") == (count > 0));
    }

    /** Whether it was run to where the task goes on. */
    private static boolean goOn(Guest guest, Task task, Map<Integer, Long> said) {
        StopPoints there = StopPoints.of(List.of(said.get(Inspector.PC)), List.of())
                .onlyWhere((hit, now) -> guest.rtos.running(now, 0).equals(OptionalLong.of(task.id()))
                        && unsigned(guest, now.register(0, SP).orElseThrow()) == said.get(SP));
        return guest.timeline.forward(there, Long.MAX_VALUE, RunCallbacks.NONE).reason() == Stop.Reason.BREAKPOINT;
    }

    private static Map<Integer, Long> registers(Guest guest, SavedRegisters saved) {
        int bytes = guest.info.xlen() / 8;
        return IntStream.rangeClosed(0, Inspector.F0 + 31)
                .boxed()
                .filter(number -> saved.read(guest.now(), 0, number, bytes).isPresent())
                .collect(Collectors.toMap(
                        number -> number,
                        number -> saved.read(guest.now(), 0, number, bytes).orElseThrow()));
    }

    /** The same ones as the hart has them. */
    private static Map<Integer, Long> registers(Guest guest, Map<Integer, Long> wanted) {
        return wanted.keySet().stream()
                .collect(Collectors.toMap(
                        number -> number,
                        number ->
                                unsigned(guest, guest.now().register(0, number).orElseThrow())));
    }

    private static long unsigned(Guest guest, long register) {
        return guest.info.xlen() == 32 ? register & 0xffff_ffffL : register;
    }

    @ParameterizedTest
    @ValueSource(strings = {"calls-rv64-Og", "harts-rv64"})
    void otherGuestsHaveNoKernel(String name) {
        Machine machine = Emulator.machine(GuestConfig.of(GUESTS.resolve(name + ".elf")));
        assertThat(Rtos.in(machine.info())).isEmpty();
        assertThat(machine.info().symbols()).isNotEmpty();
    }
}
