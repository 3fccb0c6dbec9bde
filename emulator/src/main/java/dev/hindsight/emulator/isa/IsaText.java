package dev.hindsight.emulator.isa;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads an ISA string. [Unpriv 2.2 §27] */
final class IsaText {
    private static final Pattern BASE = Pattern.compile("rv(32|64)([ig].*)");
    private static final Pattern VERSION = Pattern.compile("[0-9]+(p[0-9]+)?");
    private static final Map<String, Extension> NAMES =
            Stream.of(Extension.values()).collect(Collectors.toMap(Extension::toString, Function.identity()));
    private static final Map<String, Set<Extension>> SHORTHANDS = Map.of(
            "g",
            Set.of(
                    Extension.I,
                    Extension.M,
                    Extension.A,
                    Extension.F,
                    Extension.D,
                    Extension.ZICSR,
                    Extension.ZIFENCEI),
            "b",
            Set.of(Extension.ZBA, Extension.ZBB, Extension.ZBS));

    private final String text;
    private final EnumSet<Extension> found = EnumSet.noneOf(Extension.class);

    IsaText(String text) {
        this.text = text;
    }

    Isa parse() {
        Matcher matcher = BASE.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IsaException(
                    "\"%s\" is not a supported instruction set: it must begin with rv32i, rv64i, rv32g or rv64g."
                            .formatted(text));
        }
        names(matcher.group(2)).forEach(this::add);
        return Isa.of(Integer.parseInt(matcher.group(1)), found);
    }

    /** The names behind the width, without their versions; an underscore with nothing behind it is an empty one. */
    static List<String> names(String text) {
        List<String> names = new ArrayList<>();
        for (String word : text.split("_", -1)) {
            read(word, names);
        }
        return names;
    }

    /** The extensions that a name stands for, as far as there are some of ours. */
    static Set<Extension> known(String name) {
        Extension extension = NAMES.get(name);
        return extension == null ? SHORTHANDS.getOrDefault(name, Set.of()) : Set.of(extension);
    }

    /** Letters, each with or without a version, and at most one longer name, which is the end of the word. */
    private static void read(String word, List<String> names) {
        String rest = word;
        do {
            String name = isLongName(rest) ? withoutVersion(rest) : rest.substring(0, Math.min(1, rest.length()));
            names.add(name);
            Matcher version = VERSION.matcher(rest).region(name.length(), rest.length());
            rest = rest.substring(version.lookingAt() ? version.end() : name.length());
        } while (!rest.isEmpty());
    }

    /** {@code su} are two letters, {@code sstc} is one name. */
    private static boolean isLongName(String rest) {
        return rest.matches("z.+|x.+|s(?!u?([0-9]|$)).+");
    }

    private static String withoutVersion(String word) {
        return word.replaceFirst(VERSION.pattern() + "$", "");
    }

    private void add(String name) {
        Set<Extension> extensions = known(name);
        if (!extensions.isEmpty()) {
            found.addAll(extensions);
        } else if (name.isEmpty()) {
            throw new IsaException("\"%s\" has an underscore without an extension after it.".formatted(text));
        } else {
            throw new IsaException(
                    "\"%s\" has the extension %s, which this machine does not support.".formatted(text, name));
        }
    }
}
