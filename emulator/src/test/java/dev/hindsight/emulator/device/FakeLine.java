package dev.hindsight.emulator.device;

import dev.hindsight.emulator.bus.InterruptLine;
import java.util.function.BooleanSupplier;

/** A line whose level is somebody else's, and that time can raise. */
final class FakeLine implements InterruptLine {
    private final BooleanSupplier level;
    private Runnable controller = () -> {};
    private boolean rose;

    FakeLine(BooleanSupplier level) {
        this.level = level;
    }

    void drive() {
        controller.run();
    }

    /** Raised by nobody, without a call. */
    void rise() {
        rose = true;
    }

    @Override
    public boolean raised() {
        return level.getAsBoolean();
    }

    @Override
    public void connect(Runnable next) {
        controller = next;
    }

    @Override
    public boolean rose() {
        return rose;
    }

    @Override
    public void settle() {
        rose = false;
    }
}
