package dev.hindsight.emulator.session;

import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Exit;
import dev.hindsight.emulator.machine.Input;
import java.util.ArrayList;
import java.util.List;

/** What was typed and has not yet reached the machine, and the sleep that it cut short. Owned by the machine's thread. */
final class Console {
    private final List<Input> waiting = new ArrayList<>();
    private boolean open = true;
    private long slept;

    void type(Bytes bytes) {
        if (bytes.length() > 0) {
            waiting.add(new Input.Serial(bytes));
        }
    }

    /** Someone may still type. */
    boolean isOpen() {
        return open;
    }

    void close() {
        open = false;
    }

    boolean hasInput() {
        return !waiting.isEmpty();
    }

    /** The machine slept so long, of {@code offered}, before what is typed now came: guest time goes with it. */
    void sleptUntilInput(long nanos, long offered) {
        slept = offered == Exit.Idle.FOREVER ? nanos : Math.min(nanos, offered);
    }

    /** Takes everything that waits, in order. */
    List<Input> take() {
        List<Input> taken = new ArrayList<>();
        if (!waiting.isEmpty() && slept > 0) {
            taken.add(new Input.Elapse(slept));
        }
        slept = 0;
        taken.addAll(waiting);
        waiting.clear();
        return taken;
    }
}
