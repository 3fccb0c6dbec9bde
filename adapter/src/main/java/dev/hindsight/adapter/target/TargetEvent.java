package dev.hindsight.adapter.target;

import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.timeline.Stop;

/** What a debugger hears of its target; told on the machine's thread, a listener returns at once. */
public sealed interface TargetEvent {
    /** Another debugger began a move. */
    record Running(String by) implements TargetEvent {}

    /** Another debugger's move ended here. */
    record Moved(String by, Stop stop) implements TargetEvent {}

    /** Another debugger wrote {@code length} bytes of memory at {@code address}; length 0 is a register. */
    record Written(String by, long address, long length) implements TargetEvent {}

    /** Something about history that the user is to know. */
    record News(String sentence) implements TargetEvent {}

    /** A search, this debugger's or another's, has gone through {@code percent} of {@code total} steps. */
    record Progress(String by, String done, int percent, long total) implements TargetEvent {}

    /** The guest wrote to its console. */
    record Console(Bytes bytes) implements TargetEvent {}

    /** The machine is gone. */
    record Closed(String why) implements TargetEvent {}
}
