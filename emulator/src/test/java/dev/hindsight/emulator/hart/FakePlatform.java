package dev.hindsight.emulator.hart;

/** A board with nothing on it but what a test says. */
final class FakePlatform implements Platform {
    long pending;
    long time;
    long steps;

    @Override
    public long pending(int hart) {
        return pending;
    }

    @Override
    public long time() {
        return time;
    }

    @Override
    public long steps(int hart) {
        return steps;
    }
}
