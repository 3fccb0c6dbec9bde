package dev.hindsight.emulator.board;

import dev.hindsight.emulator.bus.Clock;
import dev.hindsight.emulator.hart.Hart;
import dev.hindsight.emulator.state.StateVisitor;
import dev.hindsight.emulator.state.Stateful;
import java.util.List;

/**
 * Which hart makes the next step. Harts take turns in the order of their numbers; a turn ends after {@link #TURN} of the
 * hart's own steps, when it sleeps, and when it pauses. It is state: how a run is sliced does not matter.
 */
final class Schedule implements Stateful {
    static final int TURN = 4096;
    static final int NOBODY = -1;

    private final List<Hart> harts;
    /** How many steps each hart had made when its last turn was over. */
    private final long[] made;

    private Turn turn;

    /** The turn of a hart: from a step on, and until before a step. */
    record Turn(int hart, long since, long end) {}

    Schedule(List<Hart> harts) {
        this.harts = harts;
        this.made = new long[harts.size()];
        this.turn = turn(0, 0);
    }

    /** The hart that makes the step after {@code now} steps, as things are; {@link #NOBODY} if all sleep. */
    int next(long now) {
        if (now < turn.end && isAwake(turn.hart)) {
            return turn.hart;
        }
        for (int i = 1; i <= harts.size(); i++) {
            int candidate = (turn.hart + i) % harts.size();
            if (isAwake(candidate)) {
                return candidate;
            }
        }
        return NOBODY;
    }

    private boolean isAwake(int number) {
        Hart hart = harts.get(number);
        return !hart.waiting() || hart.csrs().wanted() != 0;
    }

    /** As before the first step, but after {@code now} of them; no hart has made any. */
    void restart(long now) {
        turn = turn(0, now);
    }

    /** {@code hart} makes the next step: it goes on with its turn, or begins a new one. */
    void begin(int hart, long now) {
        if (hart != turn.hart || now >= turn.end) {
            made[turn.hart] += now - turn.since;
            turn = turn(hart, now);
        }
    }

    /** Undoes {@link #begin}, as no step was made. */
    void goBack(Turn before) {
        if (turn != before) {
            made[before.hart] -= turn.since - before.since;
            turn = before;
        }
    }

    /** The hart whose turn it is has nothing to do at present. */
    void endTurn(long now) {
        turn = new Turn(turn.hart, turn.since, now);
    }

    Turn turn() {
        return turn;
    }

    /** How many of the machine's {@code now} steps this hart has made. */
    long steps(int hart, long now) {
        return made[hart] + (hart == turn.hart ? now - turn.since : 0);
    }

    /** Alone, a hart has all the time. */
    private Turn turn(int hart, long since) {
        return new Turn(hart, since, harts.size() == 1 ? Clock.NEVER : since + TURN);
    }

    @Override
    public void visit(StateVisitor visitor) {
        visitor.numbers("made", made, 0, made.length);
        turn = new Turn(
                visitor.small("turn", turn.hart),
                visitor.number("since", turn.since),
                visitor.number("until", turn.end));
    }
}
