package dev.hindsight.emulator.isa;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The parts of the specification that a machine may have, in the canonical order of their names. [Unpriv 2.2 §27] */
public enum Extension {
    I,
    M,
    A,
    F,
    D,
    C,
    /** Supervisor mode. */
    S,
    /** User mode. */
    U,
    ZICNTR,
    ZICOND,
    ZICSR,
    ZIFENCEI,
    ZIHINTPAUSE,
    ZIHPM,
    ZMMUL,
    ZAAMO,
    ZALRSC,
    ZAWRS,
    ZFH,
    ZFHMIN,
    ZCA,
    ZCD,
    ZCF,
    ZBA,
    ZBB,
    ZBC,
    ZBS,
    SSTC,
    SVADU;

    /** Whether it is a single letter, with a bit in misa. */
    public boolean isLetter() {
        return name().length() == 1;
    }

    /** As it is written in an ISA string. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The extension of which this one is a named part; ISA strings name the whole. */
    Optional<Extension> whole() {
        return switch (this) {
            case ZMMUL -> Optional.of(M);
            case ZAAMO, ZALRSC -> Optional.of(A);
            case ZCA, ZCD, ZCF -> Optional.of(C);
            case ZFHMIN -> Optional.of(ZFH);
            default -> Optional.empty();
        };
    }

    /** What comes with it. Every machine has CSRs. */
    Set<Extension> implied() {
        return switch (this) {
            case I -> Set.of(ZICSR);
            case M -> Set.of(ZMMUL);
            case A -> Set.of(ZAAMO, ZALRSC);
            case C -> Set.of(ZCA);
            case S -> Set.of(U);
            case SSTC, SVADU -> Set.of(S);
            case ZFH -> Set.of(ZFHMIN);
            default -> Set.of();
        };
    }

    /** What it builds on and does not bring along. */
    Set<Extension> needed() {
        return switch (this) {
            case D, ZFHMIN -> Set.of(F);
            case ZCF -> Set.of(F, ZCA);
            case ZCD -> Set.of(D, ZCA);
            case ZAWRS -> Set.of(ZALRSC);
            default -> Set.of();
        };
    }
}
