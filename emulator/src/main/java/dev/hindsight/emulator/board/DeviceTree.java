package dev.hindsight.emulator.board;

import dev.hindsight.emulator.board.BoardDescription.Part;
import dev.hindsight.emulator.fdt.DeviceNode;
import dev.hindsight.emulator.fdt.FlatTree;
import dev.hindsight.emulator.hart.Cause;
import dev.hindsight.emulator.isa.Extension;
import dev.hindsight.emulator.isa.Isa;
import java.util.ArrayList;
import java.util.List;

/** What a board tells firmware and kernels about itself: the same nodes and properties as QEMU's virt, where it has the parts. */
final class DeviceTree {
    private static final int PLIC_PHANDLE = 1;
    private static final int FINISHER_PHANDLE = 2;
    private static final int FIRST_CPU_PHANDLE = 3;
    private static final int UART_CLOCK = 3_686_400;
    private static final int POWER_OFF = 0x5555;
    private static final int REBOOT = 0x7777;
    private static final int SUPERVISOR_EXTERNAL = 9;
    /** Any constant does: the same machine must always be told the same. */
    private static final long[] SEED = {
        0x6a09e667f3bcc908L, 0xbb67ae8584caa73bL, 0x3c6ef372fe94f82bL, 0xa54ff53a5f1d36f1L
    };

    private final BoardDescription board;
    private final Isa isa;
    private final int harts;

    private DeviceTree(BoardDescription board, Isa isa, int harts) {
        this.board = board;
        this.isa = isa;
        this.harts = harts;
    }

    /** The blob. */
    static byte[] of(BoardDescription board, Isa isa, int harts, Chosen chosen) {
        return FlatTree.of(new DeviceTree(board, isa, harts).root(chosen));
    }

    private DeviceNode root(Chosen chosen) {
        DeviceNode root = DeviceNode.root().cells("#address-cells", 2).cells("#size-cells", 2);
        root.text("compatible", board.compatible())
                .text("model", board.compatible().get(0) + "," + board.name());
        chosen(root.child("chosen"), chosen);
        Part ram = board.ram();
        root.child("memory", ram.base()).text("device_type", "memory").wide("reg", ram.base(), ram.size());
        cpus(root.child("cpus"));
        board.the(PartKind.TEST_FINISHER).ifPresent(finisher -> power(root));
        DeviceNode soc = root.child("soc").cells("#address-cells", 2).cells("#size-cells", 2);
        soc.text("compatible", "simple-bus").flag("ranges");
        board.parts().forEach(part -> device(soc, part));
        return root;
    }

    /** [DTSpec 0.4 §3.6] */
    private void chosen(DeviceNode node, Chosen chosen) {
        if (!chosen.arguments().isEmpty()) {
            node.text("bootargs", chosen.arguments());
        }
        if (chosen.initrdEnd() != 0) {
            node.wide("linux,initrd-start", chosen.initrdStart()).wide("linux,initrd-end", chosen.initrdEnd());
        }
        board.the(PartKind.UART16550)
                .ifPresent(uart -> node.text("stdout-path", "/soc/serial@" + Long.toHexString(uart.base())));
        node.wide("rng-seed", SEED);
    }

    /** [DTSpec 0.4 §3.8; Linux, bindings/riscv/cpus.yaml] */
    private void cpus(DeviceNode cpus) {
        cpus.cells("#address-cells", 1).cells("#size-cells", 0).cells("timebase-frequency", board.timebase());
        for (int hart = 0; hart < harts; hart++) {
            cpu(cpus.child("cpu", hart).cells("reg", hart), hart);
        }
        DeviceNode cluster = cpus.child("cpu-map").child("cluster0");
        for (int hart = 0; hart < harts; hart++) {
            cluster.child("core" + hart).cells("cpu", cpuPhandle(hart));
        }
    }

    private void cpu(DeviceNode cpu, int hart) {
        cpu.cells("phandle", cpuPhandle(hart)).text("device_type", "cpu").text("status", "okay");
        cpu.text("compatible", "riscv").text("riscv,isa", isa.unprivileged());
        cpu.text("riscv,isa-base", "rv" + isa.xlen() + "i").text("riscv,isa-extensions", extensions());
        String paging = isa.xlen() == 64 ? "riscv,sv48" : "riscv,sv32";
        cpu.text("mmu-type", isa.has(Extension.S) ? paging : "riscv,none");
        DeviceNode controller = cpu.child("interrupt-controller").cells("phandle", controllerPhandle(hart));
        controller.text("compatible", "riscv,cpu-intc").flag("interrupt-controller");
        controller.cells("#interrupt-cells", 1).cells("#address-cells", 0);
    }

    /** The letters one by one, then the long names. */
    private List<String> extensions() {
        String[] words = isa.unprivileged().split("_");
        List<String> extensions =
                new ArrayList<>(List.of(words[0].substring("rv64".length()).split("")));
        extensions.addAll(List.of(words).subList(1, words.length));
        return extensions;
    }

    /** [Linux, bindings/power/reset/syscon-poweroff.yaml] */
    private static void power(DeviceNode root) {
        root.child("poweroff")
                .text("compatible", "syscon-poweroff")
                .cells("regmap", FINISHER_PHANDLE)
                .cells("offset", 0)
                .cells("value", POWER_OFF);
        root.child("reboot")
                .text("compatible", "syscon-reboot")
                .cells("regmap", FINISHER_PHANDLE)
                .cells("offset", 0)
                .cells("value", REBOOT);
    }

    private void device(DeviceNode soc, Part part) {
        switch (part.kind()) {
            case CLINT ->
                node(soc, "clint", part)
                        .text("compatible", "sifive,clint0", "riscv,clint0")
                        .cells("interrupts-extended", wires(Cause.SOFTWARE_INTERRUPT, Cause.TIMER_INTERRUPT));
            case PLIC -> plic(node(soc, "plic", part));
            case UART16550 ->
                node(soc, "serial", part).text("compatible", "ns16550a").cells("clock-frequency", UART_CLOCK);
            case GOLDFISH_RTC -> node(soc, "rtc", part).text("compatible", "google,goldfish-rtc");
            case TEST_FINISHER ->
                node(soc, "test", part)
                        .text("compatible", "sifive,test1", "sifive,test0", "syscon")
                        .cells("phandle", FINISHER_PHANDLE);
            case VIRTIO_BLOCK, VIRTIO_CONSOLE, VIRTIO_ENTROPY ->
                node(soc, "virtio_mmio", part).text("compatible", "virtio,mmio");
            case SIFIVE_UART -> node(soc, "serial", part).text("compatible", "sifive,uart0");
            case RAM, FLASH, BOOT_ROM, SIFIVE_PRCI, REGISTERS -> {}
        }
    }

    private static DeviceNode node(DeviceNode soc, String name, Part part) {
        DeviceNode node = soc.child(name, part.base()).wide("reg", part.base(), part.size());
        if (part.interrupt() != 0) {
            node.cells("interrupts", part.interrupt()).cells("interrupt-parent", PLIC_PHANDLE);
        }
        return node;
    }

    private void plic(DeviceNode node) {
        node.cells("phandle", PLIC_PHANDLE).text("compatible", "sifive,plic-1.0.0", "riscv,plic0");
        node.cells("#interrupt-cells", 1).cells("#address-cells", 0).flag("interrupt-controller");
        node.cells("riscv,ndev", BoardConfig.SOURCES);
        boolean supervised = isa.has(Extension.S);
        node.cells(
                "interrupts-extended",
                supervised ? wires(Cause.EXTERNAL_INTERRUPT, SUPERVISOR_EXTERNAL) : wires(Cause.EXTERNAL_INTERRUPT));
    }

    /** Where interrupts of these numbers go, for hart after hart. */
    private int[] wires(int... numbers) {
        int[] cells = new int[2 * harts * numbers.length];
        int at = 0;
        for (int hart = 0; hart < harts; hart++) {
            for (int number : numbers) {
                cells[at++] = controllerPhandle(hart);
                cells[at++] = number;
            }
        }
        return cells;
    }

    private static int cpuPhandle(int hart) {
        return FIRST_CPU_PHANDLE + 2 * hart;
    }

    private static int controllerPhandle(int hart) {
        return FIRST_CPU_PHANDLE + 2 * hart + 1;
    }
}
