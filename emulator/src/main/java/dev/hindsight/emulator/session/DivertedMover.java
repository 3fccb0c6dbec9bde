package dev.hindsight.emulator.session;

import dev.hindsight.emulator.client.Diversion;
import dev.hindsight.emulator.client.RefusedException;
import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.Output;
import dev.hindsight.emulator.timeline.RunCallbacks;
import dev.hindsight.emulator.timeline.Timeline;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.function.Function;

/** A diversion on a timeline of its own, which shares nothing with the session's but the machine and interrupts. */
final class DivertedMover extends SessionMover implements Diversion {
    /** A guest that prints for ever must not fill memory. */
    private static final int MOST_OUTPUT = 1 << 20;

    private final Timeline scratch;
    private final ByteArrayOutputStream said;

    private DivertedMover(Timeline scratch, RunCallbacks callbacks, int harts, ByteArrayOutputStream said) {
        super(scratch, callbacks, harts, scratch::input);
        this.scratch = scratch;
        this.said = said;
    }

    static <T> T divert(Timeline timeline, RunCallbacks callbacks, int harts, Function<Diversion, T> plan) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        return timeline.divert(
                output -> keep(output, said),
                scratch -> plan.apply(
                        new DivertedMover(scratch, RunCallbacks.until(callbacks::interrupted), harts, said)));
    }

    private static void keep(List<Output> output, ByteArrayOutputStream to) {
        output.stream().limit(Math.max(0, MOST_OUTPUT - to.size())).forEach(each -> to.write(each.value()));
    }

    @Override
    public void write(Input input) {
        if (input instanceof Input.Reset) {
            throw new RefusedException("A function call is in progress: let it finish before you reset the machine.");
        }
        super.write(input);
    }

    @Override
    public Bytes console() {
        return Bytes.of(said.toByteArray());
    }
}
