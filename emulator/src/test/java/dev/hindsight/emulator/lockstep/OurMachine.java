package dev.hindsight.emulator.lockstep;

import dev.hindsight.emulator.board.Board;
import dev.hindsight.emulator.board.BoardConfig;
import dev.hindsight.emulator.isa.Isa;
import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Exit;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.StopPoints;

/** Our board with the same program. */
final class OurMachine {
    private final Board board;

    OurMachine(Isa isa, byte[] image) {
        board = new Board(new BoardConfig(isa, Qemu.MEMORY, 1_000_000_000, BoardConfig.RAM));
        board.deliver(new Input.WriteMemory(0, BoardConfig.RAM, Bytes.of(image)));
    }

    Board board() {
        return board;
    }

    /** Runs the program; whether it switched the machine off within so many steps. */
    boolean run(long mostSteps) {
        return board.run(mostSteps, StopPoints.NONE) instanceof Exit.Halted;
    }

    byte[] ram() {
        return board.inspect().read(0, BoardConfig.RAM, Qemu.MEMORY);
    }
}
