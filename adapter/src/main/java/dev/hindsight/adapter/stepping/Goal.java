package dev.hindsight.adapter.stepping;

import dev.hindsight.emulator.client.Mover;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Where a plan wants to arrive: addresses, each with the question whether this is it (and not, say, a deeper call). */
final class Goal {
    private final int hart;
    private final Map<Long, Predicate<Mover>> places = new HashMap<>();

    Goal(int hart) {
        this.hart = hart;
    }

    Goal or(long address, Predicate<Mover> question) {
        places.merge(address, question, Predicate::or);
        return this;
    }

    int hart() {
        return hart;
    }

    Collection<Long> addresses() {
        return places.keySet();
    }

    boolean isReached(Mover mover, int hitHart, long pc) {
        Predicate<Mover> question = places.get(pc);
        return hitHart == hart && question != null && question.test(mover);
    }
}
