package dev.hindsight.emulator.isa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What we call an instruction that we do not have is what the disassembler of binutils (in gdb 16) calls it. */
@Tag("tools")
class UnsupportedNamesTest {
    private static final int TRIES = 40;
    private static final Path TOOLS = Path.of(System.getProperty("hindsight.root"), "emulator/src/test/tools/debian13");
    private static final Pattern LINE = Pattern.compile("^ +0x[0-9a-f]+:\t([^\\s:]+)");

    @TempDir
    private Path folder;

    /** Random instructions of a row at a width. */
    private record Sample(Unsupported row, int xlen, int count) {
        /** What the mnemonic of each begins with; a name with a blank stands for many. */
        String prefix() {
            return switch (row.extension()) {
                case "V", "Zvk" -> row.name().contains(" ") ? "v" : row.name();
                case "H" -> row.name().contains(" ") ? "h" : row.name();
                case "Q" -> "f";
                case "Zabha" -> "amo";
                default -> row.name().replaceFirst("^c[.]", "");
            };
        }
    }

    @Test
    void namesAreThoseOfBinutils() throws IOException, InterruptedException {
        List<Sample> samples = new ArrayList<>();
        StringBuilder script = new StringBuilder("set disassembler-options no-aliases\nset confirm off\n");
        for (int xlen : new int[] {32, 64}) {
            List<String> extensions = Unsupported.ALL.stream()
                    .filter(row -> row.width().fits(xlen) && !row.extension().startsWith("custom"))
                    .map(Unsupported::extension)
                    .distinct()
                    .toList();
            for (String extension : extensions) {
                int before = samples.size();
                Path object = object(extension, xlen, samples);
                int count =
                        samples.stream().skip(before).mapToInt(Sample::count).sum();
                script.append("file %s%nx/%di 0%n".formatted(object, count));
            }
        }
        Deque<String> mnemonics = disassembled(script.toString());
        for (Sample sample : samples) {
            Set<String> known = new HashSet<>();
            for (int i = 0; i < sample.count(); i++) {
                known.add(mnemonics.remove().replaceFirst("^c[.]", ""));
            }
            if (sample.row().name().startsWith("pack")) {
                known.remove("zext.h");
            }
            // Some operands are reserved.
            known.removeIf(mnemonic -> mnemonic.startsWith(".") || mnemonic.matches("unimp|warning"));
            assertThat(known).as("%s", sample).isNotEmpty().allMatch(name -> name.startsWith(sample.prefix()));
        }
    }

    /** The assembler of today knows fewer extensions than its file format can name. */
    private Path object(String extension, int xlen, List<Sample> samples) throws IOException, InterruptedException {
        Path source = folder.resolve(samples.size() + ".s");
        Path object = folder.resolve(samples.size() + ".o");
        StringBuilder text = new StringBuilder();
        for (Unsupported row : Unsupported.ALL) {
            if (row.extension().equals(extension) && row.width().fits(xlen)) {
                samples.add(new Sample(row, xlen, write(row, xlen, text)));
            }
        }
        text.append(".section .riscv.attributes,\"\",@0x70000003\n");
        for (byte each : attributes(arch(extension, xlen))) {
            text.append(".byte ").append(each & 0xff).append('\n');
        }
        Files.writeString(source, text);
        List<String> assembler = List.of("riscv64-unknown-elf-as", "-mno-arch-attr", "-march=rv" + xlen + "gc");
        List<String> files =
                List.of("-mabi=" + (xlen == 64 ? "lp64" : "ilp32"), "-o", object.toString(), source.toString());
        List<String> command = new ArrayList<>(assembler);
        command.addAll(files);
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
        return object;
    }

    /** Returns how many. */
    private static int write(Unsupported row, int xlen, StringBuilder text) {
        Random random = new Random(row.name().hashCode());
        boolean narrow = (row.pattern().match() & 3) != 3;
        int count = 0;
        for (int i = 0; i < TRIES; i++) {
            int bits = random.nextInt() & ~row.pattern().mask() | row.pattern().match();
            if (first(bits, xlen).equals(row)) {
                text.append(narrow ? ".2byte " + (bits & 0xffff) : ".4byte " + Integer.toUnsignedString(bits))
                        .append('\n');
                count++;
            }
        }
        return count;
    }

    private static Unsupported first(int bits, int xlen) {
        return Unsupported.ALL.stream()
                .filter(each -> each.matches(bits, Isa.everything(xlen)))
                .findFirst()
                .orElseThrow();
    }

    private static String arch(String extension, int xlen) {
        String all = extension.equals("Zvk") ? "zvkned_zvknhb_zvksed_zvksh_zvkg" : extension;
        StringBuilder arch = new StringBuilder("rv" + xlen + "i2p1_m2p0_a2p1_f2p2_d2p2_zca1p0_zba1p0_zbb1p0");
        for (String each : all.toLowerCase(Locale.ROOT).split(" or |_")) {
            arch.append('_').append(each).append("1p0");
        }
        return arch.toString();
    }

    private static byte[] attributes(String arch) {
        byte[] name = (arch + '\0').getBytes(StandardCharsets.UTF_8);
        ByteBuffer section =
                ByteBuffer.allocate(1 + 4 + 6 + 1 + 4 + 1 + name.length).order(ByteOrder.LITTLE_ENDIAN);
        section.put((byte) 'A').putInt(section.capacity() - 1).put("riscv\0".getBytes(StandardCharsets.UTF_8));
        section.put((byte) 1).putInt(1 + 4 + 1 + name.length).put((byte) 5).put(name);
        return section.array();
    }

    private Deque<String> disassembled(String script) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("script"), script);
        List<String> command = List.of(tools() + "/run", "gdb-multiarch", "-nx", "-batch", "-x", file.toString());
        Deque<String> mnemonics = new ArrayDeque<>();
        for (String each : output(command, true).split("\n")) {
            Matcher matcher = LINE.matcher(each);
            if (matcher.find()) {
                mnemonics.add(matcher.group(1));
            }
        }
        return mnemonics;
    }

    private static String tools() throws IOException, InterruptedException {
        return output(List.of(TOOLS.toString()), false).strip();
    }

    private static String output(List<String> command, boolean errorsToo) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(errorsToo);
        if (!errorsToo) {
            builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        }
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text;
    }
}
