package dev.hindsight.emulator.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElfFileTest {
    @TempDir
    private Path folder;

    @Test
    void aProgramHasItsMachineEntryAndArchitecture() {
        ElfFile elf = tiny(64);

        assertThat(elf.is64()).isTrue();
        assertThat(elf.machine()).isEqualTo(ElfFile.EM_RISCV);
        assertThat(elf.machineName()).isEqualTo("RISC-V");
        assertThat(elf.entry()).isEqualTo(0x80000000L);
        assertThat(elf.riscvArch()).hasValueSatisfying(arch -> assertThat(arch).startsWith("rv64i2p1_m2p0_a2p1_c2p0"));
    }

    @Test
    void addressesOf32BitFilesAreUnsigned() {
        ElfFile elf = tiny(32);

        assertThat(elf.entry()).isEqualTo(0x80000000L);
        assertThat(elf.symbol("_start").orElseThrow().address()).isEqualTo(0x80000000L);
        assertThat(elf.segments()).first().extracting(Segment::physicalAddress).isEqualTo(0x80000000L);
    }

    @Test
    void segmentsCarryTheirBytesAndTheRoomForZeroes() {
        ElfFile elf = tiny(64);

        Segment text = elf.segments().get(0);
        Segment data = elf.segments().get(elf.segments().size() - 1);

        assertThat(text.isExecutable()).isTrue();
        assertThat(data.isWritable()).isTrue();
        assertThat(data.memorySize()).isEqualTo(data.fileSize() + 64);
    }

    @Test
    void sectionsAreFoundByNameAndInflated() {
        assertThat(tiny(32).section(".debug_info"))
                .hasValueSatisfying(it -> assertThat(it.isCompressed()).isTrue());
        assertThat(tiny(32).contents(".debug_info"))
                .as("a DWARF unit begins with the length of the rest")
                .hasValueSatisfying(bytes -> assertThat(bytes.getInt(0)).isEqualTo(bytes.limit() - 4));
        assertThat(tiny(32).contents(".debug_nonsense")).isEmpty();
        assertThat(tiny(32).contents(".bss")).isEmpty();
    }

    @Test
    void anAddressNamesTheSymbolThatCoversIt() {
        ElfFile elf = tiny(64);
        long counter = elf.symbol("counter").orElseThrow().address();

        assertThat(elf.symbolAt(counter + 3)).map(Object::toString).contains("counter+0x3");
        assertThat(elf.symbolAt(0x80000000L)).map(Object::toString).contains("_start");
        assertThat(elf.symbolAt(0x1234)).isEmpty();
    }

    @Test
    void aLabelWithoutSizeReachesToTheEndOfItsSection() {
        ElfFile elf = tiny(64);
        long inner = elf.symbol("inner").orElseThrow().address();

        assertThat(elf.symbolAt(inner + 2)).map(Object::toString).contains("inner+0x2");
    }

    @Test
    void signExtendedAddressesOf32BitFilesFindTheirSymbols() {
        assertThat(tiny(32).symbolAt(0xFFFF_FFFF_8000_0000L))
                .map(Object::toString)
                .contains("_start");
    }

    @Test
    void aTextFileIsRefusedInOneSentence() throws IOException {
        Path hello = Files.writeString(folder.resolve("hello.txt"), "hello");

        assertThatThrownBy(() -> ElfFile.read(hello))
                .isInstanceOf(ElfException.class)
                .hasMessage("hello.txt is not an ELF file.");
    }

    @Test
    void aMissingFileAndAFolderAreRefusedInOneSentence() {
        assertThatThrownBy(() -> ElfFile.read(folder.resolve("none.elf")))
                .isInstanceOf(ElfException.class)
                .hasMessageEndingWith("none.elf does not exist.");
        assertThatThrownBy(() -> ElfFile.read(folder))
                .isInstanceOf(ElfException.class)
                .hasMessageEndingWith("cannot be read: it is a directory.");
    }

    @Test
    void aBigEndianFileIsRefused() {
        byte[] bytes = bytes("tiny64.elf");
        bytes[5] = 2;

        assertThatThrownBy(() -> ElfFile.of("big.elf", bytes))
                .isInstanceOf(ElfException.class)
                .hasMessage("big.elf is not little-endian; RISC-V programs are.");
    }

    @Test
    void everyTruncationIsRefusedOrReadAsFarAsItGoes() {
        byte[] bytes = bytes("tiny64.elf");
        for (int length = 0; length < bytes.length; length += 7) {
            readAll(Arrays.copyOf(bytes, length));
        }
    }

    @Test
    void damageGivesOnlyElfExceptions() {
        var random = new Random(2);
        for (int round = 0; round < 2000; round++) {
            byte[] bytes = bytes(round % 2 == 0 ? "tiny64.elf" : "tiny32.elf");
            for (int flip = 0; flip < 8; flip++) {
                int reach = random.nextBoolean() ? 64 : bytes.length;
                bytes[6 + random.nextInt(reach - 6)] = (byte) random.nextInt();
            }
            readAll(bytes);
        }
    }

    private static void readAll(byte[] bytes) {
        try {
            ElfFile elf = ElfFile.of("damaged.elf", bytes);
            elf.symbolAt(0x80000000L);
            elf.riscvArch();
            elf.sections().forEach(section -> elf.contents(section.name()));
        } catch (ElfException e) {
            assertThat(e.getMessage()).endsWith(".");
        }
    }

    private static ElfFile tiny(int bits) {
        return ElfFile.of("tiny", bytes("tiny" + bits + ".elf"));
    }

    private static byte[] bytes(String resource) {
        try (var stream = ElfFileTest.class.getResourceAsStream("/elf/" + resource)) {
            return Objects.requireNonNull(stream).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
