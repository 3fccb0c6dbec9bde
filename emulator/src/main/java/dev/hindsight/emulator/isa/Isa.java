package dev.hindsight.emulator.isa;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** An instruction set: the width of the registers, and the extensions with all that they imply. */
public final class Isa {
    /** What QEMU's virt board has by default, as far as this machine knows it. */
    public static final Isa VIRT64 =
            parse("rv64imafdcsu_zicntr_zicond_zicsr_zifencei_zihintpause_zihpm_zawrs" + "_zba_zbb_zbc_zbs_sstc_svadu");

    public static final Isa VIRT32 = of(32, VIRT64.extensions);

    private final int xlen;
    private final Set<Extension> extensions;

    private Isa(int xlen, EnumSet<Extension> complete) {
        this.xlen = xlen;
        this.extensions = Collections.unmodifiableSet(complete);
    }

    /**
     * As in {@code -march} and in the attributes of an ELF: {@code rv64gc}, {@code rv32imac_zba_zbb}. Version numbers are
     * read over. The letters {@code s} and {@code u} are the modes; machine mode goes without saying.
     */
    public static Isa parse(String text) {
        return new IsaText(text).parse();
    }

    /** These extensions and what they imply; an {@link IsaException} says what cannot be. */
    public static Isa of(int xlen, Collection<Extension> wanted) {
        EnumSet<Extension> complete = EnumSet.of(Extension.I);
        wanted.forEach(each -> add(each, complete));
        Isa isa = new Isa(xlen, withFloatingPointForms(xlen, complete));
        isa.check();
        return isa;
    }

    /** All that there is at this width. */
    public static Isa everything(int xlen) {
        EnumSet<Extension> all = EnumSet.allOf(Extension.class);
        all.remove(Extension.ZCF);
        return of(xlen, all);
    }

    /** This one with more extensions. */
    public Isa with(Extension... more) {
        EnumSet<Extension> both = EnumSet.copyOf(extensions);
        both.addAll(List.of(more));
        return of(xlen, both);
    }

    /** This one with the modes of the other, and with what those have for themselves: compilers do not name them. */
    public Isa withModesOf(Isa other) {
        EnumSet<Extension> both = EnumSet.of(Extension.S, Extension.U, Extension.SSTC, Extension.SVADU);
        both.retainAll(other.extensions);
        both.addAll(extensions);
        return of(xlen, both);
    }

    /** 32 or 64. */
    public int xlen() {
        return xlen;
    }

    public boolean has(Extension extension) {
        return extensions.contains(extension);
    }

    /** The letters as bits of misa. [Priv 1.12 §3.1.1] */
    public int letters() {
        return extensions.stream()
                .filter(Extension::isLetter)
                .mapToInt(letter -> 1 << letter.name().charAt(0) - 'A')
                .sum();
    }

    /** Without the modes, as compilers and device trees have it. */
    public String unprivileged() {
        EnumSet<Extension> visible = EnumSet.copyOf(extensions);
        visible.removeAll(Set.of(Extension.S, Extension.U));
        return text(visible);
    }

    /** In canonical order; {@link #parse} reads it. */
    @Override
    public String toString() {
        return text(extensions);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Isa && ((Isa) other).xlen == xlen && ((Isa) other).extensions.equals(extensions);
    }

    @Override
    public int hashCode() {
        return 31 * xlen + extensions.hashCode();
    }

    private String text(Set<Extension> visible) {
        String letters = visible.stream()
                .filter(Extension::isLetter)
                .map(Extension::toString)
                .collect(Collectors.joining());
        return visible.stream()
                .filter(each -> !each.isLetter()
                        && each.whole().filter(visible::contains).isEmpty())
                .map(each -> "_" + each)
                .collect(Collectors.joining("", "rv" + xlen + letters, ""));
    }

    private static void add(Extension extension, Set<Extension> to) {
        to.add(extension);
        extension.implied().forEach(each -> add(each, to));
    }

    /** C has loads and stores for the registers that there are. [Unpriv 2.2 §16] */
    private static EnumSet<Extension> withFloatingPointForms(int xlen, EnumSet<Extension> extensions) {
        if (extensions.contains(Extension.C) && extensions.contains(Extension.D)) {
            extensions.add(Extension.ZCD);
        }
        if (extensions.contains(Extension.C) && extensions.contains(Extension.F) && xlen == 32) {
            extensions.add(Extension.ZCF);
        }
        return extensions;
    }

    private void check() {
        if (xlen == 64 && has(Extension.ZCF)) {
            throw new IsaException("The extension zcf exists on rv32 only.");
        }
        for (Extension each : extensions) {
            for (Extension needed : each.needed()) {
                if (!has(needed)) {
                    throw new IsaException("The extension %s needs %s, which is missing.".formatted(each, needed));
                }
            }
        }
    }
}
