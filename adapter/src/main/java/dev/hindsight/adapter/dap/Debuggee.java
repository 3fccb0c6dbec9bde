package dev.hindsight.adapter.dap;

import dev.hindsight.adapter.symbols.Program;
import dev.hindsight.emulator.client.Client;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * What a session debugs.
 *
 * @param gdbPort where gdb can join, if a door was asked for
 * @param owned closes what was started for this session alone
 */
record Debuggee(Client target, ProgramFile programFile, FirstStop firstStop, OptionalInt gdbPort, Runnable owned) {
    Program program() {
        return programFile.program();
    }

    Path file() {
        return programFile.path();
    }
}
