package dev.hindsight.emulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.elf.ElfFile;
import dev.hindsight.rsp.wire.Hex;
import org.junit.jupiter.api.Test;

/** What lldb is told of memory, with and without page tables. */
class RspMemoryRegionTest {
    private static final String RAM = "permissions:rwx;name:" + Hex.ofText("ram") + ";";

    @Test
    void aPageIsWhatItIsMappedTo() {
        try (GdbDoor door = GdbDoor.ofExample("bench/paging");
                Debugger lldb = new Debugger(door.port()).greet()) {
            assertThat(lldb.ask("qMemoryRegionInfo:80001234")).isEqualTo("start:80000000;size:8000000;" + RAM);
            long workload = ElfFile.read(door.elf())
                    .symbol("integer_workload")
                    .orElseThrow()
                    .address();
            lldb.ask("Z0," + Long.toHexString(workload) + ",2");
            assertThat(lldb.ask("vCont;c")).startsWith("T05");
            assertThat(lldb.ask("qMemoryRegionInfo:80001234")).isEqualTo("start:80001000;size:fff000;" + RAM);
            assertThat(lldb.ask("qMemoryRegionInfo:80fff000")).isEqualTo("start:80fff000;size:1000;" + RAM);
            assertThat(lldb.ask("qMemoryRegionInfo:81000000"))
                    .as("not mapped, as far as one answer looks")
                    .isEqualTo("start:81000000;size:1000000;");
            assertThat(lldb.ask("qMemoryRegionInfo:10000008"))
                    .startsWith("start:10000000;size:1000;permissions:rw;name:");
            assertThat(lldb.ask("qMemoryRegionInfo:fffffffffffff123")).isEqualTo("start:fffffffffffff000;size:1000;");
        }
    }
}
