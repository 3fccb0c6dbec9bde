package dev.hindsight.emulator.server;

import dev.hindsight.emulator.client.TimelineClient;
import dev.hindsight.emulator.isa.Csr;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.MachineInfo;
import dev.hindsight.emulator.machine.MachineInfo.Region;
import dev.hindsight.rsp.wire.Hex;
import dev.hindsight.rsp.wire.PacketCursor;
import java.util.Map;
import java.util.Optional;

/** {@code qHostInfo qProcessInfo qMemoryRegionInfo …}: what only lldb asks. [LLDB, GDB Remote Protocol Extensions] */
final class LldbCommands implements PacketGroup {
    /** What a peer that is lldb is marked with. */
    static final String LLDB = "lldb";
    /** What a peer is marked with that shows the sentence behind {@code E01;}. */
    static final String ERROR_STRINGS = "QEnableErrorStrings";

    private static final int PAGE = 4096;
    /** So many pages are looked at for one answer: lldb asks on behind it. */
    private static final int MOST_PAGES = 4096;

    private static final int MACHINE = 3;

    private final TimelineClient client;
    private final Threads threads;
    private final GdbPeer peer;
    private final MachineInfo info;
    private final GdbAddresses addresses;

    LldbCommands(TimelineClient client, Threads threads, GdbPeer peer, MachineInfo info) {
        this.client = client;
        this.threads = threads;
        this.peer = peer;
        this.info = info;
        this.addresses = new GdbAddresses(info);
    }

    @Override
    public Map<String, Command> commands() {
        return Map.of(
                // A thread behind every request is not needed: H says it once. But who asks is lldb.
                "QThreadSuffixSupported", arguments -> noted(LLDB, ""),
                "QEnableErrorStrings", arguments -> noted(ERROR_STRINGS, "OK"),
                "qHostInfo", arguments -> architecture() + "watchpoint_exceptions_received:before;",
                "qProcessInfo", arguments -> "pid:1;" + architecture(),
                "qMemoryRegionInfo:", this::region);
    }

    private String noted(String word, String answer) {
        peer.understands(word);
        return answer;
    }

    private String architecture() {
        String triple = "riscv" + info.xlen() + "-unknown-unknown-elf";
        return "triple:" + Hex.ofText(triple) + ";endian:little;ptrsize:" + info.xlen() / 8 + ";";
    }

    private String region(PacketCursor arguments) {
        long address = arguments.hex();
        arguments.expectEnd();
        return client.read(now -> {
            int hart = threads.hart(threads.forReading(), now);
            return translates(now, hart) ? mapped(now, hart, address) : region(address);
        });
    }

    /** Of an address where nothing is, how far that goes. */
    private String region(long address) {
        long start = 0;
        for (Region region : info.regions()) {
            if (Long.compareUnsigned(address, region.base()) < 0) {
                return range(start, region.base() - start);
            }
            if (region.contains(address, 1)) {
                return range(region.base(), region.size()) + description(region);
            }
            start = region.base() + region.size();
        }
        return range(start, -start);
    }

    /** The hart's page tables count. [Priv 1.12 §4.1.11] */
    private boolean translates(Inspector now, int hart) {
        long satp = now.register(hart, Inspector.CSR0 + Csr.SATP).orElse(0);
        long mode = info.xlen() == Integer.SIZE ? satp >>> Integer.SIZE - 1 & 1 : satp >>> Long.SIZE - 4;
        return mode != 0 && now.register(hart, Inspector.PRIV).orElse(MACHINE) != MACHINE;
    }

    /** The pages from that of the address on that are mapped to the same region, or all to none. */
    private String mapped(Inspector now, int hart, long address) {
        long start = address & -PAGE;
        Optional<Region> region = behind(now, hart, start);
        long end = start;
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            end = addresses.of(end + PAGE);
            if (end == 0 || !behind(now, hart, end).equals(region)) {
                break;
            }
        }
        return range(start, addresses.of(end - start))
                + region.map(LldbCommands::description).orElse("");
    }

    private Optional<Region> behind(Inspector now, int hart, long page) {
        long physical = now.physical(hart, page);
        return info.region(physical);
    }

    /** What a debugger may do there, whatever the guest may. */
    private static String description(Region region) {
        String permissions = switch (region.kind()) {
            case RAM -> "rwx";
            case ROM, FLASH -> "rx";
            case DEVICE -> "rw";
        };
        return "permissions:" + permissions + ";name:" + Hex.ofText(region.name()) + ";";
    }

    private static String range(long start, long size) {
        return "start:" + Long.toHexString(start) + ";size:" + Long.toHexString(size) + ";";
    }
}
