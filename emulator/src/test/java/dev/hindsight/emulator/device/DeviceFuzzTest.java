package dev.hindsight.emulator.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.bus.AccessFault;
import dev.hindsight.emulator.bus.Clock;
import dev.hindsight.emulator.bus.Device;
import dev.hindsight.emulator.bus.Dma;
import dev.hindsight.emulator.bus.InterruptLine;
import dev.hindsight.emulator.bus.PowerOff;
import dev.hindsight.emulator.bus.Ram;
import dev.hindsight.emulator.state.StateHash;
import dev.hindsight.emulator.state.StateImage;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a guest does to a register, a device answers, faults or ends the guest; and its state can be put back. */
class DeviceFuzzTest {
    private static final int ACCESSES = 30_000;
    private static final long RAM = 0x8000_0000L;
    /** Values that mean something to some register. */
    private static final long[] CHOICE = {0, 1, 2, 3, 4, 8, 11, 15, 0x80, -1, RAM, RAM + 0x1000, RAM + 0x1ff0};

    private final Clock clock = new Clock(1_000_000_000);
    private final Console console = new Console(value -> {});
    private final Ram ram = new Ram(RAM, 0x2000);
    private final VirtioSlots slots = new VirtioSlots(new Dma(ram), false);
    private final VirtioSlots legacy = new VirtioSlots(new Dma(ram), true);

    private enum Subject {
        UART(0x100) {
            @Override
            Device device(DeviceFuzzTest on) {
                return new Uart16550(on.console, on.clock);
            }
        },
        CLINT(0x1_0000) {
            @Override
            Device device(DeviceFuzzTest on) {
                return new Clint(on.clock, 3);
            }
        },
        PLIC(0x60_0000) {
            @Override
            Device device(DeviceFuzzTest on) {
                Plic plic = new Plic(96, 16);
                FakeLine line = new FakeLine(() -> on.clock.steps() % 3 == 0);
                plic.connect(10, line);
                on.console.onArrival(line::drive);
                return plic;
            }
        },
        RTC(0x1000) {
            @Override
            Device device(DeviceFuzzTest on) {
                return new GoldfishRtc(on.clock);
            }
        },
        FINISHER(0x1000) {
            @Override
            Device device(DeviceFuzzTest on) {
                return new TestFinisher();
            }
        },
        EMPTY(0x1000) {
            @Override
            Device device(DeviceFuzzTest on) {
                return on.slots.empty();
            }
        },
        BLOCK(0x1000) {
            @Override
            Device device(DeviceFuzzTest on) {
                return on.slots.block(new MemoryDisk(16));
            }
        },
        LEGACY_BLOCK(0x1000) {
            @Override
            Device device(DeviceFuzzTest on) {
                return on.legacy.block(new MemoryDisk(16));
            }
        },
        CONSOLE(0x1000) {
            @Override
            Device device(DeviceFuzzTest on) {
                return on.slots.console(on.console);
            }
        },
        ENTROPY(0x1000) {
            @Override
            Device device(DeviceFuzzTest on) {
                return on.slots.entropy(0);
            }
        };

        private final int size;

        Subject(int size) {
            this.size = size;
        }

        abstract Device device(DeviceFuzzTest on);
    }

    @ParameterizedTest
    @EnumSource(Subject.class)
    void nothingThatAGuestWritesIsTooMuch(Subject subject) {
        Random random = new Random(subject.ordinal());
        Device device = subject.device(this);
        random.nextBytes(ram.bytes());
        for (int i = 0; i < ACCESSES; i++) {
            clock.setSteps(clock.steps() + random.nextInt(1000));
            if (random.nextInt(100) == 0) {
                console.arrive(new byte[random.nextInt(30)]);
            }
            access(device, subject.size, random);
            assertThat(device.nextDeadline()).isGreaterThan(clock.nanos());
            if (device instanceof InterruptLine line) {
                line.raised();
            }
            if (i % 1000 == 0) {
                assertThatStateComesBack(device, subject.size, random);
            }
        }
    }

    /** Most accesses hit the first registers, and a running virtio device. */
    private void access(Device device, int size, Random random) {
        int width = 1 << random.nextInt(4);
        int range = random.nextInt(4) == 0 ? size : Math.min(size, 0x120);
        int offset = random.nextInt(range) & -width;
        long value = random.nextInt(3) == 0 ? random.nextLong() : CHOICE[random.nextInt(CHOICE.length)];
        try {
            switch (random.nextInt(6)) {
                case 0 -> device.peek(offset, width);
                case 1, 2 -> read(device, offset, width);
                case 3 -> startVirtio(device, random);
                default -> device.write(offset, width, value);
            }
        } catch (AccessFault | PowerOff fine) {
            assertThat(fine).isNotNull();
        }
    }

    /** A read that says so changes no interrupt and no deadline. */
    private static void read(Device device, int offset, int width) {
        String before = signals(device);
        boolean quiet = device.readsQuietly(offset);
        device.read(offset, width);
        if (quiet) {
            assertThat(signals(device)).as("after reading 0x%x", offset).isEqualTo(before);
        }
    }

    private static String signals(Device device) {
        StringBuilder text = new StringBuilder().append(device.nextDeadline());
        if (device instanceof InterruptLine line) {
            text.append(line.raised());
        }
        if (device instanceof Plic plic) {
            IntStream.range(0, 16).forEach(context -> text.append(plic.pending(context)));
        }
        return text.toString();
    }

    /** A queue whose descriptors are nearly right, at the beginning of RAM. */
    private void startVirtio(Device device, Random random) {
        if (device instanceof VirtioMmio) {
            long[][] writes = {
                {0x70, 0},
                {0x24, 1},
                {0x20, 1},
                {0x70, 11},
                {0x30, random.nextInt(2)},
                {0x38, 8},
                {0x80, RAM},
                {0x90, RAM + 0x100},
                {0xa0, RAM + 0x200},
                {0x44, 1},
                {0x70, 15},
                {0x50, random.nextInt(2)}
            };
            for (int i = 0; i < 8; i++) {
                ram.write(16 * i, 8, RAM + random.nextInt(0x2100));
                ram.write(16 * i + 8, 4, random.nextInt(40) * (random.nextInt(5) + 12L));
                ram.write(16 * i + 12, 2, random.nextInt(8));
                ram.write(16 * i + 14, 2, random.nextInt(9));
                ram.write(0x104 + 2 * i, 2, random.nextInt(9));
            }
            ram.write(0x102, 2, random.nextInt(9));
            for (long[] write : writes) {
                device.write((int) write[0], 4, write[1]);
            }
        }
    }

    private void assertThatStateComesBack(Device device, int size, Random random) {
        StateImage image = StateImage.of(device);
        long hash = StateHash.of(device);
        for (int i = 0; i < 20; i++) {
            access(device, size, random);
        }
        image.restore(device);
        assertThat(StateHash.of(device)).isEqualTo(hash);
    }
}
