package dev.hindsight.emulator.board;

import dev.hindsight.emulator.bus.Clock;
import dev.hindsight.emulator.engine.CodeMarks;
import dev.hindsight.emulator.engine.ExecutionEngine;
import dev.hindsight.emulator.engine.Interpreter;
import dev.hindsight.emulator.engine.Outcome;
import dev.hindsight.emulator.hart.Hart;
import java.util.Random;

/** An interpreter whose caches are dropped at random, and that often comes back before its limit. */
class DroppedCachesTest extends EngineTest {
    private static final int SHORT = 40;

    @Override
    ExecutionEngine.Factory engine(Random random) {
        return (clock, memory, probe, recorder) ->
                new Forgetful(new Interpreter(clock, memory, probe, recorder), clock, random);
    }

    private record Forgetful(ExecutionEngine engine, Clock clock, Random random) implements ExecutionEngine {
        @Override
        public Outcome run(Hart hart, long limit) {
            if (random.nextInt(4) == 0) {
                engine.dropCaches();
            }
            long end = random.nextBoolean() ? limit : Math.min(limit, clock.steps() + 1 + random.nextInt(SHORT));
            return engine.run(hart, end);
        }

        @Override
        public void setMarks(CodeMarks marks) {
            engine.setMarks(marks);
        }

        @Override
        public void codeChanges(int offset, int length) {
            engine.codeChanges(offset, length);
        }

        @Override
        public void romChanged() {
            engine.romChanged();
        }

        @Override
        public void endFootprint() {
            engine.endFootprint();
        }

        @Override
        public void dropCaches() {
            engine.dropCaches();
        }
    }
}
