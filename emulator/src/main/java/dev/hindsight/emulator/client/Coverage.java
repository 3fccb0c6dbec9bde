package dev.hindsight.emulator.client;

/**
 * What history takes, and how well it is covered.
 *
 * @param bytes what everything that grows with history takes
 * @param budget what it may take
 * @param checkpoints how many places one can come back to without a replay
 * @param longestGap the most steps that a travel on the present branch has to replay
 * @param stepsPerSecond how fast this machine ran and replayed so far; 0 where it did not run long enough to tell
 */
public record Coverage(long bytes, long budget, int checkpoints, long longestGap, double stepsPerSecond) {
    /** Milliseconds that a travel to any place of the present branch takes at most, as far as one can tell. */
    public double worstTravel() {
        return stepsPerSecond == 0 ? 0 : longestGap * 1e3 / stepsPerSecond;
    }

    /** Whether the first state alone takes more than half of the room: then every travel may begin at the first step. */
    public boolean isTight() {
        return checkpoints == 1 && bytes > budget / 2;
    }
}
