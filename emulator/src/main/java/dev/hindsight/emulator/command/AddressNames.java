package dev.hindsight.emulator.command;

import dev.hindsight.emulator.machine.MachineInfo;
import java.util.Comparator;
import java.util.Optional;

/** Addresses as a user writes them: numbers, names of what is loaded, and ranges {@code START..END}. */
final class AddressNames {
    private static final long NO_END = -1;

    private final MachineInfo info;

    AddressNames(MachineInfo info) {
        this.info = info;
    }

    /** Bytes from {@code start} to before {@code end}. */
    record Range(long start, long end) {}

    /** A name means all that it stands for; a number alone means {@code least} bytes there. */
    Range range(String text, long least) {
        int dots = text.indexOf("..");
        if (dots >= 0) {
            long start = address(text.substring(0, dots));
            long end = address(text.substring(dots + 2));
            if (Long.compareUnsigned(start, end) >= 0) {
                throw new CommandException("'" + text + "' is not a range: its end must be after its start.");
            }
            return new Range(start, end);
        }
        return symbol(text).map(this::whole).orElseGet(() -> {
            long start = number(text);
            return new Range(start, start + least);
        });
    }

    long address(String text) {
        return symbol(text).map(MachineInfo.Symbol::address).orElseGet(() -> number(text));
    }

    private Optional<MachineInfo.Symbol> symbol(String name) {
        return info.symbols().stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** A label of an assembler file has no size: it goes on to the next one. */
    private Range whole(MachineInfo.Symbol symbol) {
        long start = symbol.address();
        long end = symbol.size() > 0
                ? start + symbol.size()
                : info.symbols().stream()
                        .map(MachineInfo.Symbol::address)
                        .filter(each -> Long.compareUnsigned(each, start) > 0)
                        .min(Comparator.comparing(each -> each - start, Long::compareUnsigned))
                        .orElse(NO_END);
        return new Range(start, end);
    }

    private static long number(String text) {
        try {
            return text.startsWith("0x") ? Long.parseUnsignedLong(text.substring(2), 16) : Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            throw new CommandException("'" + text + "' is not an address: enter a number, decimal or with 0x, or a"
                    + " symbol of the program.");
        }
    }
}
