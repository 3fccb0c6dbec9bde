package dev.hindsight.emulator.server;

import dev.hindsight.emulator.server.PacketGroup.Command;
import dev.hindsight.rsp.wire.PacketCursor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * From packet prefix to command; the longest prefix wins, and what nobody knows gets the empty reply.
 *
 * <p>[GDB manual, Packets] A prefix of several letters must end where the packet's word ends, so that {@code qC} does not
 * take {@code qCRC}; one letter takes all.
 */
final class CommandTable {
    private final Map<String, Command> commands = new HashMap<>();
    private final int longest;

    CommandTable(List<PacketGroup> groups) {
        for (PacketGroup group : groups) {
            group.commands().forEach(this::add);
        }
        longest = commands.keySet().stream().mapToInt(String::length).max().orElse(0);
    }

    private void add(String prefix, Command command) {
        if (commands.put(prefix, command) != null) {
            throw new IllegalStateException("two commands for " + prefix);
        }
    }

    String answer(String packet) {
        for (int length = Math.min(longest, packet.length()); length > 0; length--) {
            Command command = commands.get(packet.substring(0, length));
            if (command != null && wordEnds(packet, length)) {
                return command.answer(new PacketCursor(packet, length));
            }
        }
        return "";
    }

    private static boolean wordEnds(String packet, int length) {
        return length == 1
                || length == packet.length()
                || !Character.isLetterOrDigit(packet.charAt(length - 1))
                || !Character.isLetterOrDigit(packet.charAt(length));
    }
}
