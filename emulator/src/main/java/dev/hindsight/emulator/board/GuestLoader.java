package dev.hindsight.emulator.board;

import dev.hindsight.emulator.device.Htif;
import dev.hindsight.emulator.elf.ElfFile;
import dev.hindsight.emulator.isa.ArchString;
import dev.hindsight.emulator.isa.Extension;
import dev.hindsight.emulator.isa.Isa;
import dev.hindsight.emulator.isa.IsaException;
import dev.hindsight.emulator.machine.MachineInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes a board with a guest in its memory, each file where QEMU puts it. A guest that cannot be is a {@link BoardException}. */
public final class GuestLoader {
    private static final long MEGABYTE = 1 << 20;
    /** A kernel begins at a multiple of what its page tables map at once. [Linux, arch/riscv/boot.rst] */
    private static final long KERNEL_ALIGNMENT_64 = 2 * MEGABYTE;

    private static final long KERNEL_ALIGNMENT_32 = 4 * MEGABYTE;
    private static final long INITRD_DISTANCE = 128 * MEGABYTE;
    private static final long TREE_ALIGNMENT = 2 * MEGABYTE;
    private static final long TREE_LIMIT = 3072 * MEGABYTE;

    private static final int MOST_NAMES = 16;

    private final Hardware hardware;
    private final BoardDescription board;
    private final Isa isa;
    private final Layout layout;
    private final List<String> notes = new ArrayList<>();

    private GuestLoader(Hardware hardware, Isa isa) {
        this.hardware = hardware;
        this.board = hardware.board();
        this.isa = isa;
        this.layout = new Layout(board);
    }

    /** A program on QEMU's virt; {@code memory} is in bytes, and rounded down to whole pages. */
    public static Board load(ElfFile program, long memory, long stepsPerSecond) {
        return load(Guest.program(Image.of(program)), Hardware.virt(memory, stepsPerSecond));
    }

    public static Board load(Guest guest, Hardware hardware) {
        return new GuestLoader(hardware, isa(guest, hardware)).load(guest);
    }

    private Board load(Guest guest) {
        Optional<BoardDescription.Part> bootRom = board.the(PartKind.BOOT_ROM);
        if (guest.kernel().isPresent() && bootRom.isEmpty()) {
            throw new BoardException(
                    "The board %s does not start kernels: name an ELF instead.".formatted(board.name()));
        }
        long start = bootRom.isPresent() ? board.ram().base() : board.reset();
        long entry = put(guest.first(), start);
        if (bootRom.isPresent()) {
            boot(guest, entry, bootRom.get());
        } else {
            checkReset(guest);
        }
        Board loaded = new Board(new BoardConfig(
                board,
                isa,
                hardware.harts(),
                hardware.start(),
                hardware.stepsPerSecond(),
                layout.roms(),
                hardware.htif() ? htif(guest) : Optional.empty(),
                hardware.disks()));
        layout.fillRam(loaded);
        if (guest.kernel().isEmpty()) {
            guest.first().elf().flatMap(this::missing).ifPresent(notes::add);
        }
        notes.forEach(loaded::notice);
        loaded.know(Stream.of(Optional.of(guest.first()), guest.kernel())
                .flatMap(Optional::stream)
                .flatMap(image -> image.elf().stream())
                .flatMap(elf -> elf.symbols().stream())
                .map(symbol -> new MachineInfo.Symbol(symbol.name(), symbol.address(), symbol.size()))
                .toList());
        return loaded;
    }

    /** Where the program has the two doublewords by which it speaks to Spike, if they are in RAM. */
    private Optional<Htif.Place> htif(Guest guest) {
        return Stream.of(Optional.of(guest.first()), guest.kernel())
                .flatMap(Optional::stream)
                .flatMap(image -> image.elf().stream())
                .map(elf -> new Htif.Place(doubleword(elf, "tohost"), doubleword(elf, "fromhost")))
                .filter(place -> place.toHost() >= 0)
                .findFirst();
    }

    /** The physical address, or -1. */
    private long doubleword(ElfFile elf, String symbol) {
        long address = elf.symbol(symbol)
                .map(each -> each.address() + distance(elf, each.address()))
                .orElse(-1L);
        long first = board.ram().base();
        boolean inRam = address % 8 == 0
                && address >= first
                && address - first <= board.ram().size() - 8;
        return inRam ? address : -1;
    }

    /** From a virtual address to where the program is loaded. */
    private static long distance(ElfFile elf, long virtual) {
        return elf.segments().stream()
                .filter(each -> Long.compareUnsigned(virtual - each.virtualAddress(), each.memorySize()) < 0)
                .map(each -> each.physicalAddress() - each.virtualAddress())
                .findFirst()
                .orElse(0L);
    }

    private void checkReset(Guest guest) {
        if (!layout.contains(board.reset())) {
            String sentence = "The board %s starts at 0x%x, where %s has nothing"
                    .formatted(board.name(), board.reset(), guest.first().name());
            throw new BoardException(guest.first()
                    .elf()
                    .map(elf -> sentence + ". " + BoardAdvice.on(elf, board))
                    .orElse(sentence + ": link it to begin there."));
        }
    }

    private void boot(Guest guest, long entry, BoardDescription.Part rom) {
        long next = 0;
        Chosen chosen = Chosen.NOTHING;
        if (guest.kernel().isPresent()) {
            long alignment = isa.xlen() == 64 ? KERNEL_ALIGNMENT_64 : KERNEL_ALIGNMENT_32;
            long behind = guest.first().end(board.ram().base());
            next = put(guest.kernel().get(), behind + alignment - 1 & -alignment);
            chosen = chosen(guest, next);
        }
        byte[] tree = DeviceTree.of(board, isa, hardware.harts(), chosen);
        long treeAt = putTree(tree, rom);
        byte[] vector = BootRom.content(isa.xlen(), entry, next, treeAt);
        layout.put("The boot ROM", rom.base(), vector, vector.length);
    }

    private Chosen chosen(Guest guest, long kernelEntry) {
        if (guest.initrd().isEmpty()) {
            return new Chosen(guest.arguments(), 0, 0);
        }
        Image initrd = guest.initrd().get();
        long at = kernelEntry + Math.min(board.ram().size() / 2, INITRD_DISTANCE);
        layout.put(initrd.name(), at, initrd.bytes(), initrd.bytes().length);
        return new Chosen(guest.arguments(), at, at + initrd.bytes().length);
    }

    /** As near to the end of RAM as QEMU puts it, or in the boot ROM where that is taken. */
    private long putTree(byte[] tree, BoardDescription.Part rom) {
        long end = board.ram().last() + 1;
        long limit = Long.compareUnsigned(board.ram().base(), TREE_LIMIT) < 0 ? Math.min(end, TREE_LIMIT) : end;
        long inRam = limit - tree.length & -TREE_ALIGNMENT;
        long at = layout.hasRoom(inRam, tree.length) ? inRam : rom.base() + BootRom.TREE;
        layout.put("The device tree", at, tree, tree.length);
        return at;
    }

    /** Puts an ELF where it wants to be, and anything else at {@code start}; returns where it begins. */
    private long put(Image image, long start) {
        if (image.elf().isPresent()) {
            layout.put(image.elf().get()).ifPresent(notes::add);
            return Image.entry(image.elf().get());
        }
        layout.put(image.name(), start, image.bytes(), image.memorySize());
        return start;
    }

    private static Isa isa(Guest guest, Hardware hardware) {
        Optional<ElfFile> elf = Stream.of(Optional.of(guest.first()), guest.kernel())
                .flatMap(Optional::stream)
                .flatMap(image -> image.elf().stream())
                .findFirst();
        Isa isa = hardware.isa().orElseGet(() -> isa(elf, hardware.board()));
        Stream.of(Optional.of(guest.first()), guest.kernel())
                .flatMap(Optional::stream)
                .flatMap(image -> image.elf().stream())
                .forEach(each -> checkWidth(each, isa));
        return isa;
    }

    private static Isa isa(Optional<ElfFile> elf, BoardDescription board) {
        if (elf.isEmpty()) {
            return board.isas().get(0);
        }
        int xlen = elf.get().is64() ? 64 : 32;
        return board.isa(xlen)
                .orElseThrow(() -> new BoardException("%s is a %d-bit program, but the board %s is %s."
                        .formatted(
                                elf.get().name(),
                                xlen,
                                board.name(),
                                board.isas().get(0))));
    }

    private static void checkWidth(ElfFile elf, Isa isa) {
        if (elf.is64() != (isa.xlen() == 64)) {
            throw new BoardException("%s is a %d-bit program, but the machine is configured as %s."
                    .formatted(elf.name(), elf.is64() ? 64 : 32, isa));
        }
    }

    /** What it was compiled for and may never use; a kernel looks for what there is. */
    private Optional<String> missing(ElfFile elf) {
        Set<String> missing = elf.riscvArch()
                .map(ArchString::new)
                .map(arch -> arch.missing(isa))
                .orElse(Set.of());
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("%s is compiled for %s, which the board %s does not have: it runs until it uses that.%s"
                        .formatted(elf.name(), names(missing), board.name(), remedy(missing)));
    }

    private static String names(Collection<String> all) {
        String shown = all.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        return all.size() > MOST_NAMES ? shown + " and %d more".formatted(all.size() - MOST_NAMES) : shown;
    }

    /** An instruction set that has more of it. */
    private String remedy(Set<String> missing) {
        Set<Extension> possible = ArchString.possible(missing);
        try {
            return possible.isEmpty()
                    ? ""
                    : " --isa %s adds some of it."
                            .formatted(
                                    isa.with(possible.toArray(Extension[]::new)).unprivileged());
        } catch (IsaException impossible) {
            return "";
        }
    }
}
