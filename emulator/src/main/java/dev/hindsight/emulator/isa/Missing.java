package dev.hindsight.emulator.isa;

import java.util.Locale;
import java.util.Optional;

/**
 * What an instruction is that a machine does not have, as far as that is known.
 *
 * @param text for example {@code vsetvli of the extension V}
 * @param extension what it belongs to; the same for all that do
 * @param probed whether firmware tries it at every start, only to learn whether it is there
 */
public record Missing(String text, String extension, boolean probed) {
    /** {@code bits} are those of the instruction, 16 or 32. Empty for one that the machine has. */
    public static Optional<Missing> of(int bits, Isa isa) {
        Optional<Instruction> known = new Decoder(isa).decode(bits);
        if (known.isPresent()) {
            return known.filter(each ->
                            each.op().format() == OperandFormat.CSR || each.op().format() == OperandFormat.CSRI)
                    .filter(access -> !Csr.exists(bits >>> 20, isa))
                    .map(access -> csr(bits >>> 20));
        }
        Optional<Missing> optional = optional(bits, isa);
        Optional<Missing> unsupported = unsupported(bits, isa);
        return optional.isPresent() && unsupported.isPresent()
                ? optional.map(one -> one.or(unsupported.get()))
                : optional.or(() -> unsupported);
    }

    /** What an extension that no machine here has makes of these bits, also where they are something else here. */
    public static Optional<Missing> unsupported(int bits, Isa isa) {
        return Unsupported.ALL.stream()
                .filter(each -> each.matches(bits, isa))
                .findFirst()
                .map(each -> instruction(each.name(), each.extension()));
    }

    /** One that a machine of another instruction set has. */
    private static Optional<Missing> optional(int bits, Isa isa) {
        return new Decoder(Isa.everything(isa.xlen()))
                .decode(bits)
                .map(Instruction::op)
                .map(op -> instruction(op.mnemonic(), op.existsIn(isa) ? "C" : spelled(op.extension())));
    }

    private static Missing instruction(String name, String extension) {
        String whose = extension.startsWith(UnsupportedCsr.CUSTOM) ? "the opcode " : "the extension ";
        return new Missing(name + " of " + whose + extension, extension, false);
    }

    private static Missing csr(int address) {
        boolean privileged = (address >> 8 & 3) != 0;
        Optional<String> extension = Csr.at(address)
                .map(csr -> spelled(csr.needs()))
                .or(() -> UnsupportedCsr.ALL.stream()
                        .filter(range -> range.contains(address))
                        .findFirst()
                        .map(UnsupportedCsr::extension));
        boolean custom = extension.filter(UnsupportedCsr.CUSTOM::equals).isPresent();
        String name = Csr.at(address).map(Csr::name).orElse("0x%x".formatted(address));
        String text = custom
                ? "the custom CSR " + name
                : "CSR " + name
                        + extension.map(each -> " of the extension " + each).orElse("");
        return new Missing(text, extension.orElse("CSR " + name), privileged && !custom);
    }

    private static String spelled(Extension extension) {
        String name = extension.whole().orElse(extension).toString();
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private Missing or(Missing other) {
        return new Missing(text + " or " + other.text, extension, probed);
    }
}
