package dev.hindsight.emulator.server;

import dev.hindsight.emulator.machine.MachineInfo;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code qXfer} of target.xml and of the memory map. */
final class DescriptionCommands implements PacketGroup {
    private final Map<String, Command> commands = new TreeMap<>();

    DescriptionCommands(MachineInfo info) {
        String target = TargetXml.of(info);
        commands.put("qXfer:features:read:", arguments -> ObjectTransfer.part(target, arguments, "target.xml"));
        String map = MemoryMapXml.of(info);
        commands.put("qXfer:memory-map:read:", arguments -> ObjectTransfer.part(map, arguments, ""));
    }

    @Override
    public Map<String, Command> commands() {
        return commands;
    }

    @Override
    public List<String> words() {
        return commands.keySet().stream()
                .map(name -> name.substring(0, name.length() - 1) + "+")
                .toList();
    }
}
