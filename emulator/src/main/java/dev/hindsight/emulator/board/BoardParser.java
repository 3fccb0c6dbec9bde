package dev.hindsight.emulator.board;

import dev.hindsight.emulator.board.BoardDescription.Part;
import dev.hindsight.emulator.bus.Ram;
import dev.hindsight.emulator.isa.Isa;
import dev.hindsight.emulator.isa.IsaException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads board descriptions: a statement a line, words between blanks, a comment from # on.
 *
 * <pre>
 * like NAME                          begins with a bundled board, whose settings later lines replace
 * board NAME                         compatible TEXT...
 * isa RV64... [RV32...]              harts MOST
 * reset ADDRESS                      timebase TICKS-PER-SECOND
 * virtio modern|legacy
 * KIND NAME BASE SIZE [irq SOURCE]   for each thing on the bus
 * </pre>
 */
final class BoardParser {
    private static final int NANOS_PER_SECOND = 1_000_000_000;
    private static final long DEFAULT_TIMEBASE = 10_000_000;
    private static final String MODERN = "modern";
    private static final String LEGACY = "legacy";

    private final String file;
    private final Set<String> said = new HashSet<>();
    private final Map<String, List<String>> settings = new HashMap<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private final Map<Part, Integer> lines = new HashMap<>();
    private final List<Part> parts = new ArrayList<>();
    private List<Isa> isas = List.of();
    private int line;

    BoardParser(String file) {
        this.file = file;
    }

    BoardDescription parse(String text) {
        for (String each : text.split("\n", -1)) {
            line++;
            List<String> words = words(each);
            if (!words.isEmpty()) {
                statement(words.get(0), words.subList(1, words.size()));
            }
        }
        return description();
    }

    private static List<String> words(String text) {
        int comment = text.indexOf('#');
        String statement = (comment < 0 ? text : text.substring(0, comment)).strip();
        return statement.isEmpty() ? List.of() : List.of(statement.split("\\s+"));
    }

    private void statement(String word, List<String> rest) {
        switch (word) {
            case "board", "harts", "reset", "timebase", "virtio" -> setting(word, rest, 1);
            case "isa", "compatible" -> setting(word, rest, Integer.MAX_VALUE);
            case "like" -> like(rest);
            default -> part(word, rest);
        }
    }

    private void like(List<String> rest) {
        if (rest.size() != 1 || !BoardDescription.BUNDLED.contains(rest.get(0))) {
            throw wrong("\"like\" needs one of " + String.join(", ", BoardDescription.BUNDLED));
        }
        if (!said.isEmpty() || !parts.isEmpty()) {
            throw wrong("\"like\" must come first");
        }
        BoardParser other = new BoardParser(file);
        BoardDescription bundled = other.parse(BoardDescription.text(rest.get(0)));
        settings.putAll(other.settings);
        settings.remove("board");
        numbers.putAll(other.numbers);
        isas = other.isas;
        bundled.parts().forEach(this::add);
        said.add("like");
    }

    private void setting(String word, List<String> values, int most) {
        if (values.isEmpty() || values.size() > most) {
            throw wrong("\"%s\" needs %s".formatted(word, most == 1 ? "one word" : "words"));
        }
        if (!said.add(word)) {
            throw wrong("\"%s\" was already given".formatted(word));
        }
        settings.put(word, values);
        switch (word) {
            case "isa" -> isas = values.stream().map(this::isa).toList();
            case "reset" -> numbers.put(word, number(values.get(0)));
            case "harts" -> numbers.put(word, between(values.get(0), 1, BoardConfig.MOST_HARTS));
            case "timebase" -> numbers.put(word, timebase(values.get(0)));
            case "virtio" -> checkVirtio(values.get(0));
            default -> {}
        }
    }

    private void checkVirtio(String which) {
        if (!which.equals(MODERN) && !which.equals(LEGACY)) {
            throw wrong("virtio must be \"%s\" or \"%s\"".formatted(MODERN, LEGACY));
        }
    }

    private void part(String word, List<String> words) {
        PartKind kind = PartKind.of(word)
                .orElseThrow(() -> wrong("\"%s\" is not a known word: use one of %s"
                        .formatted(word, String.join(", ", PartKind.words()))));
        boolean wired = words.size() == 5 && words.get(3).equals("irq") && kind.interrupts();
        if (words.size() != 3 && !wired) {
            throw wrong(
                    "\"%s\" needs NAME BASE SIZE%s".formatted(word, kind.interrupts() ? ", and optionally irq N" : ""));
        }
        int interrupt = wired ? (int) between(words.get(4), 1, BoardConfig.SOURCES) : 0;
        add(new Part(kind, words.get(0), number(words.get(1)), number(words.get(2)), interrupt));
    }

    private void add(Part part) {
        boolean memory =
                part.kind() == PartKind.RAM || part.kind() == PartKind.FLASH || part.kind() == PartKind.BOOT_ROM;
        if (part.size() < 1 || part.size() > BoardConfig.MOST_MEMORY || part.last() < part.base()) {
            throw wrong("\"%s\" must have a size from 1 byte to less than 2G, and end within the address space"
                    .formatted(part.name()));
        }
        if (memory && ((part.base() | part.size()) & Ram.PAGE - 1) != 0) {
            throw wrong("\"%s\" must begin and end at a multiple of 4K".formatted(part.name()));
        }
        for (Part other : parts) {
            tellApart(part, other);
        }
        parts.add(part);
        lines.put(part, line);
    }

    private void tellApart(Part part, Part other) {
        String where = "\"%s\" of line %d".formatted(other.name(), lines.get(other));
        if (part.kind() == other.kind() && part.kind().isSingle()) {
            throw wrong("there is a %s already: %s".formatted(part.kind().word(), where));
        }
        if (part.name().equals(other.name())) {
            throw wrong("\"%s\" is already the name of the part in line %d".formatted(part.name(), lines.get(other)));
        }
        if (part.overlaps(other)) {
            throw wrong("\"%s\" overlaps %s, which is from 0x%x to 0x%x"
                    .formatted(part.name(), where, other.base(), other.last()));
        }
        if (part.interrupt() != 0 && part.interrupt() == other.interrupt()) {
            throw wrong("irq %d belongs to %s".formatted(part.interrupt(), where));
        }
    }

    private BoardDescription description() {
        if (isas.isEmpty()) {
            throw lacks("isa");
        }
        if (!numbers.containsKey("reset")) {
            throw lacks("reset");
        }
        if (parts.stream().noneMatch(part -> part.kind() == PartKind.RAM)) {
            throw lacks("ram");
        }
        boolean boots = parts.stream().anyMatch(part -> part.kind() == PartKind.BOOT_ROM);
        if (boots && !settings.containsKey("compatible")) {
            throw new BoardException("%s: a board with a boot-rom has a device tree, which needs a line \"compatible\"."
                    .formatted(file));
        }
        return new BoardDescription(
                settings.getOrDefault("board", List.of(file)).get(0),
                settings.getOrDefault("compatible", List.of()),
                isas,
                numbers.getOrDefault("harts", 1L).intValue(),
                numbers.getOrDefault("reset", 0L),
                numbers.getOrDefault("timebase", DEFAULT_TIMEBASE).intValue(),
                settings.getOrDefault("virtio", List.of(MODERN)).get(0).equals(LEGACY),
                parts);
    }

    private long between(String text, long least, long most) {
        long number = number(text);
        if (number < least || number > most) {
            throw wrong("%s must be from %d to %d".formatted(text, least, most));
        }
        return number;
    }

    private Isa isa(String text) {
        try {
            return Isa.parse(text);
        } catch (IsaException e) {
            throw wrong(String.valueOf(e.getMessage()).replaceFirst("[.]$", ""));
        }
    }

    /** Guest time is kept in nanoseconds, of which a tick takes a whole number. */
    private long timebase(String text) {
        long ticks = between(text, 1, NANOS_PER_SECOND);
        if (NANOS_PER_SECOND % ticks != 0) {
            throw wrong("timebase %s does not divide 1000000000".formatted(text));
        }
        return ticks;
    }

    /** Decimal, or hexadecimal after 0x; K, M and G multiply a decimal number. */
    private long number(String text) {
        try {
            if (text.startsWith("0x")) {
                return Long.parseUnsignedLong(text.substring(2), 16);
            }
            int shift = 10 * ("KMG".indexOf(text.charAt(text.length() - 1)) + 1);
            String digits = shift == 0 ? text : text.substring(0, text.length() - 1);
            return Math.multiplyExact(Long.parseUnsignedLong(digits), 1L << shift);
        } catch (NumberFormatException | ArithmeticException e) {
            throw wrong("\"%s\" is not a number: write 4096, 4K or 0x1000".formatted(text));
        }
    }

    private BoardException wrong(String what) {
        if (what.chars().anyMatch(Character::isISOControl)) {
            // A program, for example; what is quoted of it could do anything to the user's terminal.
            return new BoardException("%s is not a board file: it is not text.".formatted(file));
        }
        return new BoardException("%s:%d: %s.".formatted(file, line, what));
    }

    private BoardException lacks(String what) {
        return new BoardException("%s: the board has no %s.".formatted(file, what));
    }
}
