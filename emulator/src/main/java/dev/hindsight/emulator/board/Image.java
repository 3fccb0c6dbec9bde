package dev.hindsight.emulator.board;

import dev.hindsight.emulator.elf.ElfException;
import dev.hindsight.emulator.elf.ElfFile;
import dev.hindsight.emulator.elf.Segment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.Optional;

/** A file that goes into memory before the first step: an ELF, or bytes as they are. */
public final class Image {
    private static final int ELF_MAGIC = 0x464c457f;
    private static final int GZIP_MAGIC = 0x8b1f;
    /** [Linux, arch/riscv/boot-image-header] "RSC\5" at 0x38, and the size with what is zeroed at 0x10. */
    private static final int RISCV_MAGIC = 0x05435352;

    private static final int ARM64_MAGIC = 0x644d5241;
    private static final int MAGIC_AT = 0x38;
    private static final int SIZE_AT = 0x10;
    /** [Linux, arch/x86/boot] "HdrS" at 0x202. */
    private static final int X86_MAGIC = 0x53726448;

    private static final int X86_MAGIC_AT = 0x202;

    private final String name;
    private final byte[] bytes;
    private final Optional<ElfFile> elf;

    private Image(String name, byte[] bytes, Optional<ElfFile> elf) {
        this.name = name;
        this.bytes = bytes;
        this.elf = elf;
    }

    /** The bytes must not change afterwards. Throws {@link ElfException} for a program of another machine. */
    public static Image of(String name, byte[] bytes) {
        return word(bytes, 0) == ELF_MAGIC ? of(ElfFile.of(name, bytes)) : flat(name, bytes);
    }

    public static Image of(ElfFile elf) {
        if (elf.machine() != ElfFile.EM_RISCV) {
            throw new ElfException("%s is a program for %s, not for RISC-V.".formatted(elf.name(), elf.machineName()));
        }
        return new Image(elf.name(), new byte[0], Optional.of(elf));
    }

    private static Image flat(String name, byte[] bytes) {
        if (bytes.length == 0) {
            throw new BoardException("%s is empty.".formatted(name));
        }
        if ((word(bytes, 0) & 0xffff) == GZIP_MAGIC) {
            throw new BoardException("%s is compressed: unpack it with gunzip first.".formatted(name));
        }
        if (word(bytes, X86_MAGIC_AT) == X86_MAGIC) {
            throw new BoardException("%s is a kernel for x86, not for RISC-V.".formatted(name));
        }
        if (word(bytes, MAGIC_AT) == ARM64_MAGIC) {
            throw new BoardException("%s is a kernel for AArch64, not for RISC-V.".formatted(name));
        }
        return new Image(name, bytes, Optional.empty());
    }

    /** Any bytes: nobody looks inside. */
    public static Image data(String name, byte[] bytes) {
        return new Image(name, bytes, Optional.empty());
    }

    /** The width that it was built for, where it tells. */
    public Optional<Integer> xlen() {
        return elf.map(file -> file.is64() ? 64 : 32);
    }

    String name() {
        return name;
    }

    Optional<ElfFile> elf() {
        return elf;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Bytes in memory of a flat image: a kernel also clears what lies behind its file. */
    long memorySize() {
        long stated = word(bytes, MAGIC_AT) == RISCV_MAGIC ? word(bytes, SIZE_AT) & 0xffff_ffffL : 0;
        return Math.max(bytes.length, stated);
    }

    /** Where an ELF begins, as a physical address; a kernel's entry may be a virtual one. */
    static long entry(ElfFile elf) {
        long entry = elf.entry();
        return elf.segments().stream()
                .filter(segment -> Long.compareUnsigned(entry - segment.virtualAddress(), segment.memorySize()) < 0)
                .findFirst()
                .map(segment -> entry - segment.virtualAddress() + segment.physicalAddress())
                .orElse(entry);
    }

    /** The first address behind it; bytes as they are lie at {@code start}. */
    long end(long start) {
        return elf.map(Image::end).orElse(start + memorySize());
    }

    private static long end(ElfFile elf) {
        return elf.segments().stream()
                .map(Image::end)
                .max(Comparator.comparing(end -> end ^ Long.MIN_VALUE))
                .orElse(0L);
    }

    private static long end(Segment segment) {
        return segment.physicalAddress() + segment.memorySize();
    }

    private static int word(byte[] bytes, int at) {
        return at + Integer.BYTES > bytes.length
                ? 0
                : ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
    }
}
