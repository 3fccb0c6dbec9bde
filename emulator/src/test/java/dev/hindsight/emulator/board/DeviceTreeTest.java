package dev.hindsight.emulator.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.fdt.FlatTreeReader;
import dev.hindsight.emulator.isa.Isa;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTreeTest {
    private static final Chosen CHOSEN = new Chosen("console=ttyS0", 0x8420_0000L, 0x8430_0000L);
    /** Numbers of nodes, and what the processor has: chosen by each machine as it likes. */
    private static final Set<String> OWN = Set.of(
            "phandle", "cpu", "regmap", "interrupt-parent", "interrupts-extended", "riscv,isa", "rng-seed", "model");

    @TempDir
    private Path folder;

    @Test
    void theKernelFindsItsArgumentsAndItsDisk() {
        Map<String, byte[]> tree = tree(Isa.VIRT64, 1, CHOSEN);
        assertThat(text(tree.get("/chosen/bootargs"))).isEqualTo("console=ttyS0\0");
        assertThat(ByteBuffer.wrap(tree.get("/chosen/linux,initrd-start")).getLong())
                .isEqualTo(0x8420_0000L);
        assertThat(ByteBuffer.wrap(tree.get("/chosen/linux,initrd-end")).getLong())
                .isEqualTo(0x8430_0000L);
        assertThat(tree(Isa.VIRT64, 1, Chosen.NOTHING))
                .doesNotContainKeys("/chosen/bootargs", "/chosen/linux,initrd-end");
    }

    @Test
    void theProcessorIsWhatWasAskedFor() {
        Map<String, byte[]> tree = tree(Isa.parse("rv32imac_zicsr_zba"), 2, CHOSEN);
        assertThat(text(tree.get("/cpus/cpu@1/riscv,isa"))).isEqualTo("rv32imac_zicsr_zba\0");
        assertThat(text(tree.get("/cpus/cpu@1/riscv,isa-base"))).isEqualTo("rv32i\0");
        assertThat(text(tree.get("/cpus/cpu@1/riscv,isa-extensions"))).isEqualTo("i\0m\0a\0c\0zicsr\0zba\0");
        assertThat(text(tree.get("/cpus/cpu@1/mmu-type"))).isEqualTo("riscv,none\0");
        assertThat(tree).doesNotContainKey("/cpus/cpu@2/reg");
        assertThat(tree.get("/soc/plic@c000000/interrupts-extended")).hasSize(2 * 8);
    }

    @Tag("tools")
    @ParameterizedTest
    @ValueSource(ints = {32, 64})
    void theCompilerOfDeviceTreesHasNothingToSay(int xlen) throws Exception {
        Isa isa = xlen == 64 ? Isa.VIRT64 : Isa.VIRT32;
        Path blob = Files.write(folder.resolve("ours.dtb"), DeviceTree.of(BoardDescription.virt(), isa, 4, CHOSEN));
        assertThat(run(
                        "dtc",
                        "-I",
                        "dtb",
                        "-O",
                        "dtb",
                        "-o",
                        folder.resolve("again.dtb").toString(),
                        blob.toString()))
                .isEmpty();
        assertThat(FlatTreeReader.properties(Files.readAllBytes(folder.resolve("again.dtb")))
                        .keySet())
                .isEqualTo(FlatTreeReader.properties(Files.readAllBytes(blob)).keySet());
    }

    @Tag("tools")
    @ParameterizedTest
    @ValueSource(ints = {32, 64})
    void whatQemuSaysOfTheSamePartsWeSayToo(int xlen) throws Exception {
        Path blob = folder.resolve("qemu.dtb");
        run("qemu-system-riscv" + xlen, "-M", "virt,dumpdtb=" + blob, "-bios", "none", "-smp", "4", "-m", "128M");
        Map<String, byte[]> qemu = FlatTreeReader.properties(Files.readAllBytes(blob));
        Map<String, byte[]> ours = tree(xlen == 64 ? Isa.VIRT64 : Isa.VIRT32, 4, Chosen.NOTHING);
        Set<String> common = new TreeSet<>(ours.keySet());
        common.retainAll(qemu.keySet());
        common.removeIf(path -> OWN.contains(path.substring(path.lastIndexOf('/') + 1)));
        assertThat(common)
                .hasSizeGreaterThan(60)
                .contains("/memory@80000000/reg", "/soc/clint@2000000/compatible", "/cpus/timebase-frequency");
        assertThat(hex(ours, common)).isEqualTo(hex(qemu, common));
        assertThat(ours.keySet()).containsAll(partsOf(qemu.keySet()));
    }

    /** The nodes that a board without PCI, flash, network and performance counters has. */
    private static List<String> partsOf(Set<String> paths) {
        return paths.stream()
                .filter(path -> !path.matches("/(pmu|fw-cfg|flash|platform-bus|soc/pci|soc/virtio).*"))
                .toList();
    }

    private static Map<String, byte[]> tree(Isa isa, int harts, Chosen chosen) {
        return FlatTreeReader.properties(DeviceTree.of(BoardDescription.virt(), isa, harts, chosen));
    }

    private static Map<String, String> hex(Map<String, byte[]> tree, Set<String> paths) {
        Map<String, String> hex = new TreeMap<>();
        paths.forEach(path -> hex.put(path, HexFormat.of().formatHex(tree.get(path))));
        return hex;
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = text(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
