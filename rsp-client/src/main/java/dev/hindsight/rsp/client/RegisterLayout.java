package dev.hindsight.rsp.client;

import dev.hindsight.rsp.wire.Hex;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Which registers a stub has, by gdb's numbers, and where they lie in the reply to {@code g}. */
public final class RegisterLayout {
    private static final int GENERAL_REGISTERS = 33;

    private final String architecture;
    private final SortedMap<Integer, Register> byNumber;

    RegisterLayout(String architecture, Collection<Register> registers) {
        this.architecture = architecture;
        this.byNumber = new TreeMap<>();
        registers.forEach(register -> byNumber.put(register.number(), register));
    }

    /** A register of {@code bits} bits. */
    public record Register(int number, String name, int bits) {
        int digits() {
            return bits / 4;
        }
    }

    /** From {@code target.xml}; {@code annex} gives the text of a document by its name. */
    public static RegisterLayout read(UnaryOperator<String> annex) {
        return new TargetDescription(annex).layout();
    }

    /** x0 to x31 and pc, for a stub without a description. */
    static RegisterLayout plain(int bits) {
        SortedMap<Integer, Register> registers = new TreeMap<>();
        for (int i = 0; i < GENERAL_REGISTERS; i++) {
            registers.put(i, new Register(i, i == GENERAL_REGISTERS - 1 ? "pc" : "x" + i, bits));
        }
        return new RegisterLayout("riscv:rv" + bits, registers.values());
    }

    /** What a stub sends to {@code g} says the width, where nothing else does. */
    static RegisterLayout plainFor(String g) {
        return plain(g.length() >= GENERAL_REGISTERS * 16 ? 64 : 32);
    }

    /** For example {@code riscv:rv64}. */
    public String architecture() {
        return architecture;
    }

    public Collection<Register> registers() {
        return byNumber.values();
    }

    public Optional<Register> register(int number) {
        return Optional.ofNullable(byNumber.get(number));
    }

    public Optional<Register> register(String name) {
        return byNumber.values().stream().filter(r -> r.name().equals(name)).findFirst();
    }

    /** The values in a reply to {@code g}, by number; those unavailable ({@code xx}) are left out. */
    SortedMap<Integer, Long> values(String g) {
        SortedMap<Integer, Long> values = new TreeMap<>();
        int position = 0;
        for (Map.Entry<Integer, Register> entry : byNumber.entrySet()) {
            int end = position + entry.getValue().digits();
            if (end > g.length()) {
                break;
            }
            String hex = g.substring(position, end);
            if (!hex.startsWith("x")) {
                values.put(entry.getKey(), Hex.littleEndian(hex));
            }
            position = end;
        }
        return values;
    }
}
