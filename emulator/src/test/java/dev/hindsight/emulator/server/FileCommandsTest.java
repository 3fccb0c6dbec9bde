package dev.hindsight.emulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.rsp.wire.Hex;
import dev.hindsight.rsp.wire.RspException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCommandsTest {
    private static final byte[] CONTENT = Hex.bytes("7f454c4600112233445566778899");

    @TempDir
    private Path folder;

    private Path elf;
    private CommandTable table;

    @BeforeEach
    void program() throws IOException {
        Path image = Files.write(folder.resolve("Image"), new byte[100]);
        elf = Files.write(folder.resolve("grün.elf"), CONTENT);
        table = table(List.of(folder.resolve("missing"), image, elf));
    }

    private static CommandTable table(List<Path> code) {
        return new CommandTable(List.of(new FileCommands(GuestProgram.among(code))));
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private String open(Path path, String flags) {
        return table.answer("vFile:open:" + Hex.ofText(path.toString()) + "," + flags + ",1c0");
    }

    @Test
    void theProgramIsTheFirstElfAmongTheGuestsFiles() {
        String name = table.answer("qXfer:exec-file:read::0,fff").substring(1);
        assertThat(name.getBytes(StandardCharsets.ISO_8859_1))
                .isEqualTo(elf.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(table.answer("qXfer:exec-file:read:1:0,4")).isEqualTo("m" + name.substring(0, 4));
    }

    @Test
    void withoutAnElfThereIsNothingToBeFound() throws IOException {
        table = table(List.of(folder.resolve("Image")));
        assertThat(new FileCommands(GuestProgram.among(List.of())).words()).isEmpty();
        assertThat(table.answer("qXfer:exec-file:read::0,fff")).isEmpty();
        assertThat(open(elf, "0")).isEmpty();
    }

    @Test
    void theProgramIsReadInParts() {
        assertThat(table.answer("vFile:setfs:0")).isEqualTo("F0");
        assertThat(open(elf, "0")).isEqualTo("F0");
        assertThat(table.answer("vFile:pread:0,4,0")).isEqualTo("F4;\177ELF");
        assertThat(table.answer("vFile:pread:0,1000,4"))
                .isEqualTo("Fa;" + latin1(CONTENT).substring(4));
        assertThat(table.answer("vFile:pread:0,10,e")).isEqualTo("F0;");
        assertThat(table.answer("vFile:pread:0,10,7fffffffffffffff")).isEqualTo("F0;");
        assertThat(table.answer("vFile:close:0")).isEqualTo("F0");
        assertThat(table.answer("vFile:pread:0,4,0")).isEqualTo("F-1,9");
        assertThat(table.answer("vFile:close:0")).isEqualTo("F-1,9");
    }

    @Test
    void itsSizeIsKnown() {
        open(elf, "0");
        String answer = table.answer("vFile:fstat:0");
        assertThat(answer).startsWith("F40;").hasSize(4 + 64);
        assertThat(Hex.of(answer.substring(4 + 28, 4 + 36).getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo("000000000000000e");
        assertThat(table.answer("vFile:fstat:1")).isEqualTo("F-1,9");
    }

    @Test
    void nothingElseOfTheHostIsRead() {
        assertThat(open(Path.of("/etc/passwd"), "0")).isEqualTo("F-1,2");
        assertThat(open(folder.resolve("Image"), "0")).isEqualTo("F-1,2");
        assertThat(open(folder.resolve("x/../grün.elf"), "0")).isEqualTo("F-1,2");
        assertThat(table.answer("vFile:unlink:" + Hex.ofText(elf.toString()))).isEmpty();
        assertThat(table.answer("vFile:readlink:" + Hex.ofText(elf.toString()))).isEmpty();
        assertThat(elf).exists();
    }

    @Test
    void nothingIsWritten() {
        for (String flags : List.of("1", "2", "8", "200", "400", "800")) {
            assertThat(open(elf, flags)).isEqualTo("F-1,1e");
        }
        assertThat(table.answer("vFile:pwrite:0,0,aaaa")).isEmpty();
        assertThat(elf).hasBinaryContent(CONTENT);
    }

    @Test
    void noMoreThanSixteenTimesAtOnce() {
        for (int i = 0; i < 16; i++) {
            assertThat(open(elf, "0")).isEqualTo("F" + Integer.toHexString(i));
        }
        assertThat(open(elf, "0")).isEqualTo("F-1,18");
        table.answer("vFile:close:7");
        assertThat(open(elf, "0")).isEqualTo("F7");
    }

    @Test
    void aProgramThatIsGoneIsAnError() throws IOException {
        open(elf, "0");
        Files.delete(elf);
        assertThat(table.answer("vFile:pread:0,4,0")).isEqualTo("F-1,5");
        assertThat(table.answer("vFile:fstat:0")).isEqualTo("F-1,5");
    }

    @Test
    void randomArgumentsAreAnsweredOrRefused() {
        Random random = new Random(3);
        String[] names = {"open:", "close:", "pread:", "fstat:", "setfs:"};
        String alphabet = "0123456789abcdef,,,-;:x";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder packet = new StringBuilder("vFile:").append(names[random.nextInt(names.length)]);
            for (int i = random.nextInt(24); i > 0; i--) {
                packet.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                assertThat(table.answer(packet.toString())).startsWith("F");
            } catch (RspException refused) {
                assertThat(refused.getMessage()).endsWith(".");
            }
        }
    }
}
