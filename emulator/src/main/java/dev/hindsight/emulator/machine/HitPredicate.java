package dev.hindsight.emulator.machine;

/**
 * Whether a hit counts, asked while the machine runs. It sees a breakpoint before its step, everything else after the
 * step (before inputs that arrive there). It must follow from what it sees alone, and leave it as it is.
 */
@FunctionalInterface
public interface HitPredicate {
    HitPredicate NONE = (hit, now) -> true;

    boolean holds(Hit hit, Inspector now);
}
