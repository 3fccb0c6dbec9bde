package dev.hindsight.emulator.command;

import dev.hindsight.emulator.client.Move;
import dev.hindsight.emulator.client.TimelineClient;
import dev.hindsight.emulator.client.TimelineMover;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.timeline.Stop;
import java.util.List;

/** What the machine's buttons do. The words after {@code reset} are those that tools send to OpenOCD. */
final class MachineCommands implements CommandGroup {
    @Override
    public List<Command> commands() {
        return List.of(new Command(
                "reset",
                "[halt|init|run]",
                "reset harts and devices, and stop before the first instruction, or run; memory, flash and history stay",
                MachineCommands::reset));
    }

    private static Answer reset(Arguments arguments, TimelineClient client) {
        String then = arguments.next().orElse("halt");
        arguments.end();
        return switch (then) {
            case "halt", "init" -> new Answer.Going(MachineCommands::reset, stop -> "step " + stop.step() + ": reset");
            case "run" -> new Answer.Going(new ResetAndRun(), Answer::arrived);
            default ->
                throw new CommandException("reset takes halt, init (the same as halt) or run, not '" + then + "'.");
        };
    }

    private static Stop reset(TimelineMover mover) {
        mover.write(new Input.Reset());
        return mover.arrived(Stop.Reason.STEP, "");
    }

    private static final class ResetAndRun implements Move<TimelineMover> {
        @Override
        public Stop on(TimelineMover mover) {
            reset(mover);
            return mover.forward(StopPoints.NONE, TimelineMover.NO_LIMIT);
        }

        @Override
        public boolean isUnattended() {
            return true;
        }
    }
}
