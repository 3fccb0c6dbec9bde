package dev.hindsight.adapter.dap;

import dev.hindsight.adapter.symbols.Program;
import dev.hindsight.adapter.target.Target;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * What a session debugs.
 *
 * @param file where the program came from
 * @param gdbPort where gdb can join, if a door was asked for
 * @param owned closes what was started for this session alone
 */
record Debuggee(Target target, Program program, Path file, OptionalInt gdbPort, Runnable owned) {}
