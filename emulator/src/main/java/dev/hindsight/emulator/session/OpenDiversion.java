package dev.hindsight.emulator.session;

import dev.hindsight.emulator.client.Diversion;
import dev.hindsight.emulator.client.Move;
import dev.hindsight.emulator.client.TimelineMover;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.TimedInspector;
import dev.hindsight.emulator.timeline.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A diversion that a client makes action by action, until it says whether to keep it. Belongs to the machine's thread. */
final class OpenDiversion {
    private final Diversion diversion;
    private final List<Write> writes = new ArrayList<>();
    private boolean over;
    private boolean kept;
    private long lastStep;

    private record Write(long step, Input input) {}

    OpenDiversion(Diversion diversion) {
        this.diversion = diversion;
    }

    TimedInspector now() {
        return diversion.now();
    }

    Stop move(Move<? super TimelineMover> move) {
        return move.on(diversion);
    }

    void write(Input input) {
        long step = diversion.step();
        diversion.write(input);
        writes.add(new Write(step, input));
    }

    void end(boolean keep) {
        over = true;
        kept = keep;
        lastStep = diversion.step();
    }

    boolean isOver() {
        return over;
    }

    /** Where it was to be kept: the same writes at the same steps give the same states, now in history. */
    void keep(TimelineMover mover, Consumer<Input> write) {
        if (kept) {
            for (Write each : writes) {
                mover.seek(each.step());
                write.accept(each.input());
            }
            mover.seek(lastStep);
        }
    }
}
