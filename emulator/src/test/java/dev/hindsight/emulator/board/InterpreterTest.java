package dev.hindsight.emulator.board;

import dev.hindsight.emulator.engine.ExecutionEngine;
import dev.hindsight.emulator.engine.Interpreter;
import java.util.Random;

/** The interpreter as the machine uses it. */
class InterpreterTest extends EngineTest {
    @Override
    ExecutionEngine.Factory engine(Random random) {
        return Interpreter::new;
    }
}
