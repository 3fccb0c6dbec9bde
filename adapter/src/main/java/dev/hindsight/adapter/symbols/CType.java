package dev.hindsight.adapter.symbols;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A C type. Types may contain themselves through a pointer, so what a type refers to is looked up when asked for. */
public sealed interface CType {
    /** A declaration of that name, as C writes it: {@code char *argv[4]}; with an empty name, the type alone. */
    String declare(String name);

    /** In bytes; 0 where it is unknown (void, functions, incomplete types). */
    long size();

    /** The type without typedefs and qualifiers. */
    default CType plain() {
        return this;
    }

    /** The type as C writes it. */
    default String text() {
        return declare("");
    }

    private static String join(String left, String name) {
        return name.isEmpty() || left.endsWith("*") ? left + name : left + " " + name;
    }

    /** How the bits of a base type are to be read (DW_ATE). */
    enum Encoding {
        SIGNED,
        UNSIGNED,
        CHARACTER,
        BOOLEAN,
        FLOAT,
        OTHER
    }

    /** {@code int}, {@code unsigned char}, {@code double}. */
    record Base(String name, Encoding encoding, boolean isSigned, long size) implements CType {
        @Override
        public String declare(String declared) {
            return join(name, declared);
        }
    }

    /** A pointer; {@code target} is {@link Void} for {@code void *}. */
    record Pointer(Supplier<CType> to, long size) implements CType {
        public CType target() {
            return to.get();
        }

        @Override
        public String declare(String name) {
            CType target = target();
            boolean binds = target instanceof Array || target instanceof Function;
            return target.declare(binds ? "(*" + name + ")" : "*" + name);
        }
    }

    /** One dimension of an array; several dimensions are arrays of arrays. */
    record Array(Supplier<CType> of, OptionalLong count) implements CType {
        public CType element() {
            return of.get();
        }

        @Override
        public long size() {
            return count.orElse(0) * element().size();
        }

        @Override
        public String declare(String name) {
            String bound = count.isPresent() ? Long.toString(count.getAsLong()) : "";
            return element().declare(name + "[" + bound + "]");
        }
    }

    /** A struct or union. */
    record Struct(String keyword, Optional<String> tag, long size, boolean isComplete, Supplier<List<Member>> having)
            implements CType {
        public List<Member> members() {
            return having.get();
        }

        public boolean isUnion() {
            return keyword.equals("union");
        }

        @Override
        public String declare(String name) {
            return join(keyword + tag.map(it -> " " + it).orElse(" {...}"), name);
        }
    }

    /**
     * A member.
     *
     * @param name empty for an anonymous struct or union, whose members C treats as the outer one's
     * @param offset in bytes from the start of the struct; for a bit field, of the unit that holds it
     * @param bitSize 0 for a member that is no bit field
     * @param bitOffset of a bit field's least significant bit from bit 0 of the byte at {@code offset}
     */
    record Member(String name, Supplier<CType> of, long offset, int bitSize, int bitOffset) {
        public CType type() {
            return of.get();
        }

        public boolean isBitField() {
            return bitSize != 0;
        }
    }

    /** An enumeration. */
    record Enumeration(Optional<String> tag, long size, boolean isSigned, List<Enumerator> enumerators)
            implements CType {
        @Override
        public String declare(String name) {
            return join("enum" + tag.map(it -> " " + it).orElse(" {...}"), name);
        }
    }

    /** A name of an enumeration, and what it stands for. */
    record Enumerator(String name, long value) {}

    /** Another name for a type. */
    record Typedef(String name, Supplier<CType> of) implements CType {
        public CType target() {
            return of.get();
        }

        @Override
        public long size() {
            return target().size();
        }

        @Override
        public CType plain() {
            return target().plain();
        }

        @Override
        public String declare(String declared) {
            return join(name, declared);
        }
    }

    /** {@code const}, {@code volatile}, {@code restrict} or {@code _Atomic} before a type. */
    record Qualified(String qualifier, Supplier<CType> of) implements CType {
        public CType target() {
            return of.get();
        }

        @Override
        public long size() {
            return target().size();
        }

        @Override
        public CType plain() {
            return target().plain();
        }

        @Override
        public String declare(String name) {
            CType target = target();
            return target.plain() instanceof Pointer && !(target instanceof Typedef)
                    ? target.declare(name.isEmpty() ? qualifier : qualifier + " " + name)
                    : qualifier + " " + target.declare(name);
        }
    }

    /** A function's type; what pointers to functions point to. */
    record Function(Supplier<CType> returning, Supplier<List<CType>> taking) implements CType {
        public CType result() {
            return returning.get();
        }

        public List<CType> parameters() {
            return taking.get();
        }

        @Override
        public long size() {
            return 0;
        }

        @Override
        public String declare(String name) {
            String parameters = parameters().isEmpty()
                    ? "void"
                    : parameters().stream().map(CType::text).collect(Collectors.joining(", "));
            return result().declare(name + "(" + parameters + ")");
        }
    }

    /** No value, or a type that the debug information leaves out. */
    record Void() implements CType {
        @Override
        public long size() {
            return 0;
        }

        @Override
        public String declare(String name) {
            return join("void", name);
        }
    }
}
