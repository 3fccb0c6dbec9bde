package dev.hindsight.emulator.board;

import dev.hindsight.emulator.bus.Bus;
import dev.hindsight.emulator.bus.Ram;
import dev.hindsight.emulator.hart.CsrFile;
import dev.hindsight.emulator.hart.Hart;
import dev.hindsight.emulator.machine.Inspector;
import java.util.Arrays;
import java.util.OptionalLong;

/** Looks at a set of parts, and at RAM as it was or is then. */
final class BoardInspector implements Inspector {
    private static final int MACHINE_MODE = 3;

    private final Parts parts;
    private final Ram ram;
    private final RamReader reader;

    /** Copies bytes of RAM at some moment. */
    @FunctionalInterface
    interface RamReader {
        void read(int offset, byte[] into, int at, int length);
    }

    BoardInspector(Parts parts, Ram ram, RamReader reader) {
        this.parts = parts;
        this.ram = ram;
        this.reader = reader;
    }

    @Override
    public long steps() {
        return parts.clock.steps();
    }

    @Override
    public long nanos() {
        return parts.clock.nanos();
    }

    @Override
    public OptionalLong register(int hart, int number) {
        Hart of = parts.harts.get(hart);
        if (number < 0) {
            return OptionalLong.empty();
        }
        if (number < PC) {
            return OptionalLong.of(of.x()[number]);
        }
        if (number == PC) {
            return OptionalLong.of(of.pc());
        }
        if (number == PRIV) {
            return OptionalLong.of(MACHINE_MODE);
        }
        boolean csr = number >= CSR0 && CsrFile.exists(number - CSR0, of.xlen());
        return csr ? OptionalLong.of(of.csrs().read(number - CSR0)) : OptionalLong.empty();
    }

    /** As an address: not sign-extended. */
    @Override
    public long pc(int hart) {
        return address(hart, parts.harts.get(hart).pc());
    }

    @Override
    public int nextHart() {
        return 0;
    }

    @Override
    public byte[] read(int hart, long virtual, int length) {
        long address = address(hart, virtual);
        byte[] bytes = new byte[Math.max(0, length)];
        int done = 0;
        while (done < bytes.length) {
            int count = readSome(address + done, bytes, done);
            if (count == 0) {
                return Arrays.copyOf(bytes, done);
            }
            done += count;
        }
        return bytes;
    }

    @Override
    public boolean writable(int hart, long address, int length) {
        return length >= 0 && ram.contains(address(hart, address), length);
    }

    /** Reads as much as one region gives, at least a byte, or nothing. */
    private int readSome(long address, byte[] into, int at) {
        if (ram.contains(address, 1)) {
            int offset = ram.offset(address);
            int count = Math.min(into.length - at, ram.size() - offset);
            reader.read(offset, into, at, count);
            return count;
        }
        return parts.bus
                .at(address, 1)
                .map(mapping -> peek(mapping, address, into, at))
                .orElse(0);
    }

    private static int peek(Bus.Mapping mapping, long address, byte[] into, int at) {
        into[at] = (byte) mapping.device().peek((int) (address - mapping.base()), 1);
        return 1;
    }

    private long address(int hart, long virtual) {
        return parts.harts.get(hart).xlen() == 64 ? virtual : virtual & 0xffff_ffffL;
    }
}
