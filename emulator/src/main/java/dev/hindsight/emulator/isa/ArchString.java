package dev.hindsight.emulator.isa;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an ELF says that it was compiled for (Tag_RISCV_arch): any text at all, of which each name is read for itself.
 * [RISC-V psABI, Attributes]
 */
public final class ArchString {
    private static final Pattern TEXT = Pattern.compile("rv(?:32|64)(.*)", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*");
    /**
     * What every machine here keeps, because it is a hint, a smaller base, or a promise about time and memory that
     * interpretation in one global order keeps. [Unpriv, Zihintntl, Zicbop, Zkt, Ztso; RVA profiles]
     */
    private static final Set<String> KEPT = Set.of(
            "e",
            "zihintntl",
            "zicbop",
            "zkt",
            "ztso",
            "zic64b",
            "ziccif",
            "ziccrse",
            "ziccamoa",
            "zicclsm",
            "za64rs",
            "za128rs");

    private final Set<String> names = new LinkedHashSet<>();

    public ArchString(String text) {
        Matcher matcher = TEXT.matcher(text.toLowerCase(Locale.ROOT));
        if (matcher.matches()) {
            IsaText.names(matcher.group(1)).stream()
                    .filter(name -> NAME.matcher(name).matches() && !KEPT.contains(name))
                    .forEach(names::add);
        }
    }

    /** The names of all that a machine lacks, as they come; of what {@code v} implies, only that. */
    public Set<String> missing(Isa isa) {
        Set<String> missing = new LinkedHashSet<>();
        for (String name : names) {
            Set<Extension> known = IsaText.known(name);
            boolean implied = names.contains("v") && name.matches("zve.*|zvl.*");
            if (!implied && (known.isEmpty() || !known.stream().allMatch(isa::has))) {
                missing.add(name);
            }
        }
        return missing;
    }

    /** Those of some names that a machine may have. */
    public static Set<Extension> possible(Collection<String> names) {
        Set<Extension> possible = new LinkedHashSet<>();
        names.forEach(name -> possible.addAll(IsaText.known(name)));
        return possible;
    }
}
