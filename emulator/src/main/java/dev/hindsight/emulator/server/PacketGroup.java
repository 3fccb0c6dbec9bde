package dev.hindsight.emulator.server;

import dev.hindsight.rsp.wire.PacketCursor;
import java.util.List;
import java.util.Map;

/** The packets of one feature. */
interface PacketGroup {
    /** Answers a packet, given what follows its prefix. The answer is a payload; empty means "not known here". */
    @FunctionalInterface
    interface Command {
        String answer(PacketCursor arguments);
    }

    /** By prefix, see {@link CommandTable}. */
    Map<String, Command> commands();

    /** What {@code qSupported} is to say about this feature. */
    default List<String> words() {
        return List.of();
    }
}
