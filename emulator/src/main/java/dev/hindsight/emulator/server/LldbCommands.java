package dev.hindsight.emulator.server;

import dev.hindsight.emulator.isa.Csr;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.MachineInfo;
import dev.hindsight.emulator.machine.MachineInfo.Kind;
import dev.hindsight.emulator.machine.MachineInfo.Region;
import dev.hindsight.rsp.wire.Hex;
import dev.hindsight.rsp.wire.PacketCursor;
import java.util.HashMap;
import java.util.Map;

/** {@code qHostInfo qProcessInfo qMemoryRegionInfo …}: what only lldb asks. [LLDB, GDB Remote Protocol Extensions] */
final class LldbCommands implements CommandGroup {
    /** What a peer that is lldb is marked with. */
    static final String LLDB = "lldb";
    /** What a peer is marked with that shows the sentence behind {@code E01;}. */
    static final String ERROR_STRINGS = "QEnableErrorStrings";

    private final Peer peer;
    private final MachineInfo info;

    LldbCommands(Peer peer, MachineInfo info) {
        this.peer = peer;
        this.info = info;
    }

    @Override
    public Map<String, Command> commands() {
        Map<String, Command> commands = new HashMap<>(Map.of(
                // A thread behind every request is not needed: H says it once. But who asks is lldb.
                "QThreadSuffixSupported", arguments -> noted(LLDB, ""),
                "QEnableErrorStrings", arguments -> noted(ERROR_STRINGS, "OK"),
                "qHostInfo", arguments -> architecture() + "watchpoint_exceptions_received:before;",
                "qProcessInfo", arguments -> "pid:1;" + architecture()));
        if (!info.registers().contains(Inspector.CSR0 + Csr.SATP)) {
            commands.put("qMemoryRegionInfo:", this::region);
        }
        return commands;
    }

    private String noted(String word, String answer) {
        peer.understands(word);
        return answer;
    }

    private String architecture() {
        String triple = "riscv" + info.xlen() + "-unknown-unknown-elf";
        return "triple:" + Hex.ofText(triple) + ";endian:little;ptrsize:" + info.xlen() / 8 + ";";
    }

    /** Of an address where nothing is, how far that goes. */
    private String region(PacketCursor arguments) {
        long address = arguments.hex();
        arguments.expectEnd();
        long start = 0;
        for (Region region : info.regions()) {
            if (Long.compareUnsigned(address, region.base()) < 0) {
                return range(start, region.base() - start);
            }
            start = region.base() + region.size();
            if (Long.compareUnsigned(address - region.base(), region.size()) < 0) {
                String permissions = region.kind() == Kind.ROM ? "rx" : region.kind() == Kind.RAM ? "rwx" : "rw";
                return range(region.base(), region.size()) + "permissions:" + permissions + ";name:"
                        + Hex.ofText(region.name()) + ";";
            }
        }
        return range(start, -start);
    }

    private static String range(long start, long size) {
        return "start:" + Long.toHexString(start) + ";size:" + Long.toHexString(size) + ";";
    }
}
