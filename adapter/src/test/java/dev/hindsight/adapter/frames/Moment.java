package dev.hindsight.adapter.frames;

import dev.hindsight.adapter.symbols.Fixtures;
import dev.hindsight.adapter.symbols.Memory;
import dev.hindsight.adapter.symbols.Program;
import dev.hindsight.adapter.symbols.Registers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/** The moment when a fixture enters leaf: its registers and memory, and what gdb said, as resources/symbols/record left them. */
public final class Moment implements Registers, Memory {
    private static final long BASE = 0x8000_0000L;

    private final String fixture;
    private final byte[] memory;
    private final Map<String, Long> registers = new HashMap<>();
    private final Map<String, List<String>> sections = new HashMap<>();

    public Moment(String fixture) {
        this.fixture = fixture;
        this.memory = resource(fixture + ".memory");
        List<String> section = new ArrayList<>();
        for (String line : new String(resource(fixture + ".gdb"), StandardCharsets.UTF_8).split("\n")) {
            if (line.startsWith("--- ")) {
                section = new ArrayList<>();
                sections.put(line.substring(4), section);
            } else if (sections.isEmpty()) {
                String[] words = line.split(" ");
                registers.put(words[0], Long.parseUnsignedLong(words[1].substring(2), 16));
            } else {
                section.add(line);
            }
        }
    }

    private static byte[] resource(String name) {
        try (var stream = Moment.class.getResourceAsStream("/symbols/" + name)) {
            return Objects.requireNonNull(stream, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Program program() {
        return Fixtures.program(fixture);
    }

    /** The lines that gdb printed under a headline. */
    public List<String> gdb(String headline) {
        return sections.getOrDefault(headline, List.of());
    }

    @Override
    public long pc() {
        return Objects.requireNonNull(registers.get("pc"));
    }

    @Override
    public OptionalLong read(int number) {
        Long value = registers.get("x" + number);
        // A machine of 32 bits gives its registers sign-extended.
        return value == null
                ? OptionalLong.empty()
                : OptionalLong.of(fixture.startsWith("rv32") ? value.intValue() : value);
    }

    @Override
    public byte[] read(long address, int length) {
        long offset = address - BASE;
        return offset < 0 || offset >= memory.length
                ? new byte[0]
                : Arrays.copyOfRange(memory, (int) offset, (int) Math.min(offset + length, memory.length));
    }
}
