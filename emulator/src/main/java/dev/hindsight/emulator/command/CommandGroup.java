package dev.hindsight.emulator.command;

import java.util.List;

/** The commands of one feature, in the order in which help lists them. */
public interface CommandGroup {
    List<Command> commands();
}
