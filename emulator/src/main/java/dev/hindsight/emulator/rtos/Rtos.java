package dev.hindsight.emulator.rtos;

import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.MachineInfo;
import dev.hindsight.emulator.machine.StopPoints;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** An RTOS in the guest, read from outside. All methods read the machine's memory at the moment that they are given. */
public interface Rtos {
    /** The kernel that the guest's symbols tell of. */
    static Optional<Rtos> in(MachineInfo info) {
        return FreeRtos.in(info).or(() -> Zephyr.in(info));
    }

    /** The id of the task that runs on {@code hart}; empty while none does. Costs few reads. */
    OptionalLong running(Inspector now, int hart);

    /** The tasks that there are; those in damaged lists may be missing. */
    List<Task> tasks(Inspector now);

    /** Where the registers of a task are that does not run. */
    SavedRegisters saved(Inspector now, long task);

    /** What is met in each step that takes a hart from one task to another. */
    StopPoints switches(Inspector now);
}
