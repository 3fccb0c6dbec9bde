package dev.hindsight.emulator.server;

import dev.hindsight.emulator.machine.MachineInfo;
import java.util.List;
import java.util.Map;

/** {@code qXfer} of target.xml and of the memory map. */
final class DescriptionCommands implements CommandGroup {
    private final String target;
    private final String memoryMap;

    DescriptionCommands(MachineInfo info) {
        this.target = TargetXml.of(info);
        this.memoryMap = MemoryMapXml.of(info.regions());
    }

    @Override
    public Map<String, Command> commands() {
        return Map.of(
                "qXfer:features:read:", arguments -> Transfer.part(target, arguments, "target.xml"),
                "qXfer:memory-map:read:", arguments -> Transfer.part(memoryMap, arguments, ""));
    }

    @Override
    public List<String> words() {
        return List.of("qXfer:features:read+", "qXfer:memory-map:read+");
    }
}
