package dev.hindsight.emulator.board;

import dev.hindsight.emulator.bus.Bus;
import dev.hindsight.emulator.bus.Ram;
import dev.hindsight.emulator.hart.Access;
import dev.hindsight.emulator.hart.Hart;
import dev.hindsight.emulator.hart.Mmu;
import dev.hindsight.emulator.isa.Csr;
import dev.hindsight.emulator.isa.Extension;
import dev.hindsight.emulator.machine.TimedInspector;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.OptionalLong;

/** Looks at a set of parts, and at RAM as it was or is then. */
final class BoardInspector implements TimedInspector {
    private final Parts parts;
    private final Ram ram;
    private final RamReader reader;
    private final Mmu.Tables tables;

    /** Copies bytes of RAM at some moment. */
    @FunctionalInterface
    interface RamReader {
        void read(int offset, byte[] into, int at, int length);
    }

    BoardInspector(Parts parts, Ram ram, RamReader reader) {
        this.parts = parts;
        this.ram = ram;
        this.reader = reader;
        this.tables = new RamTables();
    }

    /** Page tables at the moment that is looked at. */
    private final class RamTables implements Mmu.Tables {
        @Override
        public boolean contains(long address, int size) {
            return ram.contains(address, size);
        }

        @Override
        public long read(long address, int size) {
            byte[] bytes = new byte[Long.BYTES];
            reader.read(ram.offset(address), bytes, 0, size);
            return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        }

        @Override
        public void write(long address, int size, long value) {
            throw new IllegalStateException("Looking changes nothing.");
        }
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
        if (number < CSR0) {
            boolean exists = of.isa().has(Extension.F);
            return exists ? OptionalLong.of(of.floats().peek(number - F0)) : OptionalLong.empty();
        }
        if (number == PRIV) {
            return OptionalLong.of(of.mode());
        }
        boolean csr = Csr.exists(number - CSR0, of.isa());
        return csr ? OptionalLong.of(of.csrs().read(number - CSR0)) : OptionalLong.empty();
    }

    /** As an address: not sign-extended. */
    @Override
    public long pc(int hart) {
        return address(hart, parts.harts.get(hart).pc());
    }

    @Override
    public boolean waiting(int hart) {
        return parts.harts.get(hart).waiting();
    }

    @Override
    public int nextHart() {
        return parts.nextHartAfterIdling();
    }

    @Override
    public long physical(int hart, long virtual) {
        Hart of = parts.harts.get(hart);
        return Math.max(-1, new Mmu(of, tables).look(virtual, 1, Access.DEBUG, of.dataMode()));
    }

    @Override
    public byte[] read(int hart, long virtual, int length) {
        byte[] bytes = new byte[Math.max(0, length)];
        int done = 0;
        while (done < bytes.length) {
            long address = physical(hart, virtual + done);
            int count = address == -1 ? 0 : readSome(address, bytes, done);
            if (count == 0) {
                return Arrays.copyOf(bytes, done);
            }
            done += count;
        }
        return bytes;
    }

    @Override
    public boolean writable(int hart, long virtual, int length) {
        boolean writable = length >= 0;
        for (long done = 0; done < length && writable; done += Ram.PAGE - (virtual + done & Ram.PAGE - 1)) {
            writable = ram.contains(physical(hart, virtual + done), 1);
        }
        return writable && (length == 0 || ram.contains(physical(hart, virtual + length - 1), 1));
    }

    /** Reads as much as one page gives, at least a byte, or nothing. */
    private int readSome(long address, byte[] into, int at) {
        if (ram.contains(address, 1)) {
            int offset = ram.offset(address);
            int count = Math.min(into.length - at, Ram.PAGE - (offset & Ram.PAGE - 1));
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
