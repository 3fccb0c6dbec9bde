package dev.hindsight.adapter.dap;

import dev.hindsight.adapter.frames.Frame;
import dev.hindsight.adapter.frames.Unwinder;
import dev.hindsight.adapter.symbols.Program;
import dev.hindsight.emulator.client.Client;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The call stacks where the machine stands, unwound when first asked for. Owned by the request thread. */
final class StackFrames {
    private static final int DEEPEST = 500;

    private final Client target;
    private final Tasks tasks;
    private final Unwinder unwinder;
    private final Handles<Place> handles = new Handles<>();
    private final Map<Integer, List<Place>> stacks = new HashMap<>();
    private int focus;

    /**
     * A frame with the client's number for it.
     *
     * @param hart the one that runs it, or through which its memory is seen
     * @param isFixed whether it is outermost, or a task's that does not run
     */
    record Place(int id, int hart, Frame frame, boolean isFixed) {
        /** Whether one can go back to where the frame's function was called. */
        boolean canRestart() {
            return !isFixed
                    && !frame.isInlined()
                    && frame.function().isPresent()
                    && frame.cfa().isPresent();
        }
    }

    StackFrames(Client target, Tasks tasks, Program program) {
        this.target = target;
        this.tasks = tasks;
        this.unwinder = new Unwinder(program);
    }

    /** All frames of a hart, the innermost first; at least one. */
    List<Place> of(int hart) {
        return ofThread(hart + 1);
    }

    /** All frames of a hart or a task, by the client's number for it. */
    List<Place> ofThread(int thread) {
        return stacks.computeIfAbsent(thread, this::unwind);
    }

    /** The hart that the user looks at: that of the last stop, or of the frame that was last asked about. */
    int focus() {
        return focus;
    }

    void lookAt(int hart) {
        focus = hart;
    }

    /** The frame of that number. */
    Place frame(int id) {
        Place place = handles.get(id)
                .orElseThrow(() -> new RequestException(
                        "There is no stack frame %d: the machine may have moved since you saw it.".formatted(id)));
        focus = place.hart();
        return place;
    }

    /** The frame of that number, or the innermost of the hart in focus if there is none. */
    Place frameOrTop(@Nullable Integer id) {
        return id == null || id == 0 ? of(focus).get(0) : frame(id);
    }

    /** The machine has moved. */
    void forget() {
        handles.forgetAll();
        stacks.clear();
    }

    /** A register or memory was written here: unwinds anew. Frames keep their numbers, from the innermost outward. */
    void reread() {
        stacks.replaceAll((thread, before) -> {
            List<Place> now = unwind(thread);
            List<Place> renumbered = new ArrayList<>(now);
            for (int i = 0; i < Math.min(before.size(), now.size()); i++) {
                Place place = now.get(i);
                renumbered.set(i, new Place(before.get(i).id(), place.hart(), place.frame(), place.isFixed()));
                handles.replace(before.get(i).id(), renumbered.get(i));
            }
            return renumbered;
        });
    }

    private List<Place> unwind(int thread) {
        boolean runs = tasks.isHart(thread);
        int hart = runs ? thread - 1 : 0;
        var view = new HartView(target, hart);
        List<Frame> frames = runs
                ? unwinder.unwind(view, view, DEEPEST).frames()
                : unwinder.unwind(tasks.registers(thread), view, DEEPEST).frames();
        return frames.stream()
                .map(frame -> {
                    boolean last = frame.index() == frames.size() - 1;
                    return handles.add(id -> new Place(id, hart, frame, last || !runs));
                })
                .toList();
    }
}
