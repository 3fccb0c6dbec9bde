package dev.hindsight.adapter.dwarf;

/** Ends the evaluation of a sound expression whose ingredients are not there; never leaves the package. */
final class Unavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unavailable(String reason) {
        super(reason, null, false, false);
    }

    Location asLocation() {
        return new Location.Nowhere(String.valueOf(getMessage()));
    }
}
