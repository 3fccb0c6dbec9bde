package dev.hindsight.emulator.device;

import dev.hindsight.emulator.bus.AccessFault;
import dev.hindsight.emulator.bus.Clock;
import dev.hindsight.emulator.bus.PowerOff;
import dev.hindsight.emulator.state.StateVisitor;
import dev.hindsight.emulator.state.Stateful;

/**
 * The calls of Arm's semihosting that a C library needs: console, clock, exit. There are no files but
 * the one that tells which extensions we have. [RISC-V semihosting 0.4; Arm semihosting 2.0 §5]
 */
public final class Semihosting implements Stateful {
    private static final int SYS_OPEN = 0x01;
    private static final int SYS_CLOSE = 0x02;
    private static final int SYS_WRITEC = 0x03;
    private static final int SYS_WRITE0 = 0x04;
    private static final int SYS_WRITE = 0x05;
    private static final int SYS_READ = 0x06;
    private static final int SYS_READC = 0x07;
    private static final int SYS_ISERROR = 0x08;
    private static final int SYS_ISTTY = 0x09;
    private static final int SYS_SEEK = 0x0a;
    private static final int SYS_FLEN = 0x0c;
    private static final int SYS_CLOCK = 0x10;
    private static final int SYS_TIME = 0x11;
    private static final int SYS_ERRNO = 0x13;
    private static final int SYS_GET_CMDLINE = 0x15;
    private static final int SYS_HEAPINFO = 0x16;
    private static final int SYS_EXIT = 0x18;
    private static final int SYS_EXIT_EXTENDED = 0x20;
    private static final int SYS_ELAPSED = 0x30;
    private static final int SYS_TICKFREQ = 0x31;

    private static final int APPLICATION_EXIT = 0x20026;
    private static final int ENOENT = 2;
    private static final int EBADF = 9;
    private static final int CONSOLE_HANDLES = 3;
    private static final int FEATURES_HANDLE = 4;
    private static final String TERMINAL_NAME = ":tt";
    private static final String FEATURES_NAME = ":semihosting-features";
    /** Magic, then bits: SYS_EXIT_EXTENDED exists, and standard output and error can be opened apart. */
    private static final byte[] FEATURES = {'S', 'H', 'F', 'B', 3};

    private static final long FAILED = -1;
    private static final int TICKS_PER_SECOND = 1_000_000_000;

    private final Console console;
    private final Clock clock;
    private long errno;
    private int featuresRead;

    /** The guest's memory as the calling hart sees it; {@link AccessFault} where there is none. */
    public interface Memory {
        long read(long address, int size);

        /** As {@link #read}, for a look that is no access of the guest and changes nothing. */
        long peek(long address, int size);

        void write(long address, int size, long value);

        /** 4 or 8: the size of a field of a parameter block. */
        int word();
    }

    public Semihosting(Console console, Clock clock) {
        this.console = console;
        this.clock = clock;
    }

    /** Whether this call has to wait for the console. */
    public boolean blocks(int operation, long parameter, Memory memory) {
        boolean reads = operation == SYS_READC || operation == SYS_READ && asksForBytes(parameter, memory);
        return reads && console.available() == 0;
    }

    /** Does the call and returns its result; {@link PowerOff}, with nothing changed, if it ends the guest. */
    public long call(int operation, long parameter, Memory memory) {
        try {
            return perform(operation, parameter, memory);
        } catch (AccessFault fault) {
            return FAILED;
        }
    }

    private long perform(int operation, long parameter, Memory memory) {
        return switch (operation) {
            case SYS_OPEN -> open(parameter, memory);
            case SYS_CLOSE -> isOpen(field(0, parameter, memory)) ? 0 : fail(EBADF);
            case SYS_WRITEC -> writeByte(memory.read(parameter, 1));
            case SYS_WRITE0 -> writeString(parameter, memory);
            case SYS_WRITE -> write(parameter, memory);
            case SYS_READ -> read(parameter, memory);
            case SYS_READC -> console.take();
            case SYS_ISERROR -> signed(field(0, parameter, memory), memory) < 0 ? 1 : 0;
            case SYS_ISTTY -> isConsole(field(0, parameter, memory)) ? 1 : fail(EBADF);
            case SYS_SEEK -> seek(parameter, memory);
            case SYS_FLEN -> length(field(0, parameter, memory));
            case SYS_CLOCK -> clock.nanos() / 10_000_000;
            case SYS_TIME -> (clock.startNanos() + clock.nanos()) / 1_000_000_000;
            case SYS_ERRNO -> errno;
            case SYS_GET_CMDLINE -> commandLine(parameter, memory);
            case SYS_HEAPINFO -> heapInfo(parameter, memory);
            case SYS_EXIT -> throw exit(parameter, memory, memory.word() == 8);
            case SYS_EXIT_EXTENDED -> throw exit(parameter, memory, true);
            case SYS_ELAPSED -> elapsed(parameter, memory);
            case SYS_TICKFREQ -> TICKS_PER_SECOND;
            default -> fail(ENOENT);
        };
    }

    @Override
    public void visit(StateVisitor visitor) {
        errno = visitor.number("errno", errno);
        featuresRead = visitor.small("features", featuresRead);
    }

    /** The console has handle 1 for reading, 2 for writing, 3 for appending. */
    private long open(long block, Memory memory) {
        long name = field(0, block, memory);
        if (isString(TERMINAL_NAME, name, memory)) {
            return 1 + Math.min(2, field(1, block, memory) / 4);
        }
        if (isString(FEATURES_NAME, name, memory)) {
            featuresRead = 0;
            return FEATURES_HANDLE;
        }
        return fail(ENOENT);
    }

    private static boolean isString(String text, long address, Memory memory) {
        for (int i = 0; i <= text.length(); i++) {
            if (memory.read(address + i, 1) != (i < text.length() ? text.charAt(i) : 0)) {
                return false;
            }
        }
        return true;
    }

    private long seek(long block, Memory memory) {
        long to = field(1, block, memory);
        if (field(0, block, memory) != FEATURES_HANDLE || to < 0 || to > FEATURES.length) {
            return fail(EBADF);
        }
        featuresRead = (int) to;
        return 0;
    }

    private long length(long handle) {
        if (handle == FEATURES_HANDLE) {
            return FEATURES.length;
        }
        return isConsole(handle) ? 0 : fail(EBADF);
    }

    private long writeByte(long value) {
        console.send((int) value);
        return 0;
    }

    private long writeString(long address, Memory memory) {
        for (long at = address; memory.read(at, 1) != 0; at++) {
            console.send((int) memory.read(at, 1));
        }
        return 0;
    }

    /** Returns how many bytes were not written. */
    private long write(long block, Memory memory) {
        long buffer = field(1, block, memory);
        long length = field(2, block, memory);
        if (!isConsole(field(0, block, memory))) {
            errno = EBADF;
            return length;
        }
        for (long i = 0; i < length; i++) {
            console.send((int) memory.read(buffer + i, 1));
        }
        return 0;
    }

    /** Returns how many bytes were not read: the console gives what is there, at least one byte. */
    private long read(long block, Memory memory) {
        long buffer = field(1, block, memory);
        long length = field(2, block, memory);
        long handle = field(0, block, memory);
        if (!isOpen(handle)) {
            errno = EBADF;
            return length;
        }
        boolean features = handle == FEATURES_HANDLE;
        long count = Math.min(length, features ? FEATURES.length - featuresRead : console.available());
        for (long i = 0; i < count; i++) {
            memory.write(buffer + i, 1, features ? FEATURES[featuresRead] : console.peek());
            if (features) {
                featuresRead++;
            } else {
                console.take();
            }
        }
        return length - count;
    }

    private boolean asksForBytes(long block, Memory memory) {
        try {
            return isConsole(peekField(0, block, memory)) && peekField(2, block, memory) > 0;
        } catch (AccessFault fault) {
            return false;
        }
    }

    private long commandLine(long block, Memory memory) {
        if (field(1, block, memory) < 1) {
            return FAILED;
        }
        memory.write(field(0, block, memory), 1, 0);
        memory.write(block + memory.word(), memory.word(), 0);
        return 0;
    }

    /** Zeros: the C library has to know its heap and stack. */
    private long heapInfo(long block, Memory memory) {
        long info = field(0, block, memory);
        for (int i = 0; i < 4; i++) {
            memory.write(info + (long) i * memory.word(), memory.word(), 0);
        }
        return 0;
    }

    private long elapsed(long block, Memory memory) {
        long nanos = clock.nanos();
        memory.write(block, memory.word(), nanos);
        if (memory.word() == 4) {
            memory.write(block + 4, 4, nanos >>> 32);
        }
        return 0;
    }

    private PowerOff exit(long parameter, Memory memory, boolean block) {
        long reason = block ? peekField(0, parameter, memory) : parameter;
        int status = block ? (int) peekField(1, parameter, memory) : 0;
        return new PowerOff(reason == APPLICATION_EXIT ? status : 1);
    }

    private long fail(long error) {
        errno = error;
        return FAILED;
    }

    private static boolean isOpen(long handle) {
        return isConsole(handle) || handle == FEATURES_HANDLE;
    }

    private static boolean isConsole(long handle) {
        return handle >= 0 && handle <= CONSOLE_HANDLES;
    }

    private static long field(int index, long block, Memory memory) {
        return memory.read(block + (long) index * memory.word(), memory.word());
    }

    private static long peekField(int index, long block, Memory memory) {
        return memory.peek(block + (long) index * memory.word(), memory.word());
    }

    private static long signed(long value, Memory memory) {
        return memory.word() == 8 ? value : (int) value;
    }
}
