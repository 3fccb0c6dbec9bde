package dev.hindsight.emulator.elf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A little-endian ELF file, read once and held in memory; immutable. */
public final class ElfFile {
    /** e_machine of RISC-V. */
    public static final int EM_RISCV = 243;

    private static final int EI_CLASS = 4;
    private static final int EI_DATA = 5;
    private static final int ELFCLASS64 = 2;
    private static final int ELFDATA2LSB = 1;
    private static final int HEADER_64 = 64;
    private static final int FLAGS_64 = 48;
    private static final int FLAGS_32 = 36;
    private static final int EF_RISCV_FLOAT_ABI = 6;
    private static final int MAGIC = 0x464C457F; // 7F 'E' 'L' 'F' as a little-endian word

    private final String name;
    private final ByteBuffer file;
    private final Headers headers;
    private final SymbolIndex symbols;

    private ElfFile(String name, ByteBuffer file, Headers headers) {
        this.name = name;
        this.file = file;
        this.headers = headers;
        this.symbols = new SymbolIndex(headers.symbols(), headers.sections());
    }

    /** Reads a file; whatever is wrong with it is an {@link ElfException}. */
    public static ElfFile read(Path path) {
        String name = String.valueOf(path.getFileName());
        if (Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path)) {
            // To open a pipe is to wait until somebody writes; and it can be read only once.
            throw new ElfException("%s is a pipe or a device: copy it into a file first.".formatted(path));
        }
        try {
            return of(name, Files.readAllBytes(path));
        } catch (NoSuchFileException e) {
            throw new ElfException("%s does not exist.".formatted(path), e);
        } catch (IOException e) {
            String reason = Files.isDirectory(path) ? "it is a directory" : String.valueOf(e.getMessage());
            throw new ElfException("%s cannot be read: %s.".formatted(path, reason), e);
        } catch (OutOfMemoryError e) {
            throw new ElfException("%s is too large.".formatted(path), e);
        }
    }

    /** Takes the bytes of a file (they must not change afterwards); the name is for messages. */
    public static ElfFile of(String name, byte[] bytes) {
        ByteBuffer file = ByteBuffer.wrap(bytes).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < 4 || file.getInt(0) != MAGIC) {
            throw new ElfException("%s is not an ELF file.".formatted(name));
        }
        if (bytes.length < 16) {
            throw new ElfException("%s is truncated.".formatted(name));
        }
        if (bytes[EI_DATA] != ELFDATA2LSB) {
            throw new ElfException("%s is not little-endian; RISC-V programs are.".formatted(name));
        }
        return new ElfFile(name, file, Headers.parse(name, bytes));
    }

    /** A 64-bit RISC-V file with nothing in it. */
    public static ElfFile bare(String name) {
        ByteBuffer header = ByteBuffer.allocate(HEADER_64).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(0, MAGIC).put(EI_CLASS, (byte) ELFCLASS64).put(EI_DATA, (byte) ELFDATA2LSB);
        header.put(6, (byte) 1)
                .putShort(16, (short) 2)
                .putShort(18, (short) EM_RISCV)
                .putInt(20, 1);
        return of(name, header.array());
    }

    /** The file's name, without its folder. */
    public String name() {
        return name;
    }

    public boolean is64() {
        return file.get(EI_CLASS) == ELFCLASS64;
    }

    /** The number in e_machine; {@link #EM_RISCV} is ours. */
    public int machine() {
        return headers.machine();
    }

    /** The machine in words, such as "x86-64". */
    public String machineName() {
        return MachineNames.of(machine());
    }

    public long entry() {
        return headers.entry();
    }

    /** Whether functions are called without floating-point registers, and may overwrite all of them [RISC-V ELF psABI]. */
    public boolean isSoftFloat() {
        return (file.getInt(is64() ? FLAGS_64 : FLAGS_32) & EF_RISCV_FLOAT_ABI) == 0;
    }

    /** The PT_LOAD segments in file order; each lies within the file. */
    public List<Segment> segments() {
        return headers.segments();
    }

    public List<Section> sections() {
        return headers.sections();
    }

    public Optional<Section> section(String sectionName) {
        return headers.sections().stream()
                .filter(section -> section.name().equals(sectionName))
                .findFirst();
    }

    /** The section's bytes, inflated if they are compressed; empty if there is no such section or it has no bytes. */
    public Optional<ByteBuffer> contents(String sectionName) {
        return section(sectionName)
                .filter(section -> section.type() != Section.SHT_NOBITS)
                .map(this::contents);
    }

    private ByteBuffer contents(Section section) {
        ByteBuffer bytes = Headers.slice(name, file, section.offset(), section.size());
        ByteBuffer plain = section.isCompressed() ? Compression.inflate(section.name(), bytes, is64()) : bytes;
        return plain.order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Functions, objects and labels by rising address; neither files, sections nor the assembler's own marks. */
    public List<Symbol> symbols() {
        return symbols.all();
    }

    public Optional<Symbol> symbol(String symbolName) {
        return symbols.named(symbolName);
    }

    /** The symbol that covers the address, in logarithmic time. */
    public Optional<Symbol.Place> symbolAt(long address) {
        return symbols.at(is64() ? address : address & 0xFFFF_FFFFL);
    }

    /** The address behind the last one that a symbol of this file reaches, be it without a size. */
    public long end(Symbol symbol) {
        return symbols.end(symbol);
    }

    /** The ISA string that the compiler left (Tag_RISCV_arch), such as "rv32i2p1_m2p0_a2p1_c2p0". */
    public Optional<String> riscvArch() {
        try {
            return contents(".riscv.attributes").flatMap(RiscvAttributes::arch);
        } catch (ElfException damaged) {
            return Optional.empty(); // nothing depends on it
        }
    }
}
