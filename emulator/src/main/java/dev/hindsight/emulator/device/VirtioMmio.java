package dev.hindsight.emulator.device;

import dev.hindsight.emulator.bus.AccessFault;
import dev.hindsight.emulator.bus.Device;
import dev.hindsight.emulator.bus.Dma;
import dev.hindsight.emulator.bus.InterruptLine;
import dev.hindsight.emulator.state.StateVisitor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A slot for a virtio device. A request is done when the write of QueueNotify is. A slot
 * without a device says so by the device id 0. [Virtio 1.2 §4.2]
 */
public final class VirtioMmio implements Device, InterruptLine {
    private static final int MAGIC = 0x000;
    private static final int VERSION = 0x004;
    private static final int DEVICE_ID = 0x008;
    private static final int VENDOR_ID = 0x00c;
    private static final int DEVICE_FEATURES = 0x010;
    private static final int DEVICE_FEATURES_SELECT = 0x014;
    private static final int DRIVER_FEATURES = 0x020;
    private static final int DRIVER_FEATURES_SELECT = 0x024;
    private static final int QUEUE_SELECT = 0x030;
    private static final int QUEUE_SIZE_MAX = 0x034;
    private static final int QUEUE_SIZE = 0x038;
    private static final int QUEUE_NOTIFY = 0x050;
    private static final int INTERRUPT_STATUS = 0x060;
    private static final int INTERRUPT_ACKNOWLEDGE = 0x064;
    private static final int STATUS = 0x070;
    private static final int SHARED_MEMORY_LENGTH = 0x0b0;
    private static final int CONFIG = 0x100;
    private static final int END = 0x200;

    private static final int VIRT = 0x74726976;
    private static final int QEMU = 0x554d4551;

    private static final long INDIRECT_DESCRIPTORS = 1L << 28;
    private static final int FEATURES_OK = 8;
    private static final int DRIVER_OK = 4;
    private static final int NEEDS_RESET = 0x40;
    private static final int USED_BUFFER = 1;
    private static final int CONFIGURATION_CHANGE = 2;

    static final long LOW = 0xffff_ffffL;

    private final @Nullable VirtioDevice device;
    private final QueueRegisters registers;
    private final Virtqueue[] queues;
    private int deviceFeaturesSelect;
    private int driverFeaturesSelect;
    private long driverFeatures;
    private int queueSelect;
    private int status;
    private int interrupts;
    /** The guest broke a rule; nothing goes on before a reset. */
    private boolean broken;
    /** What the guest did with the slot as a whole, for the user: no part of the state. */
    private boolean versionRead;

    private boolean idRead;
    private boolean used;
    private boolean misused;

    private Runnable controller = () -> {};

    VirtioMmio(@Nullable VirtioDevice device, QueueRegisters registers, Dma dma) {
        this.device = device;
        this.registers = registers;
        this.queues = Stream.generate(() -> new Virtqueue(dma))
                .limit(device == null ? 0 : device.queues())
                .toArray(Virtqueue[]::new);
    }

    @Override
    public boolean raised() {
        return interrupts != 0;
    }

    @Override
    public void connect(Runnable next) {
        controller = next;
    }

    @Override
    public long read(int offset, int size) {
        checkRange(offset);
        versionRead |= offset == VERSION;
        idRead |= offset == DEVICE_ID;
        return peek(offset, size);
    }

    @Override
    public boolean readsQuietly(int offset) {
        return true;
    }

    @Override
    public long peek(int offset, int size) {
        if (size == 8) {
            return peek(offset, 4) | peek(offset + 4, 4) << 32;
        }
        if (offset >= CONFIG) {
            return config(offset - CONFIG, size);
        }
        return size == 4 ? register(offset) & LOW : register(offset & ~3) >>> 8 * (offset & 3) & (1L << 8 * size) - 1;
    }

    @Override
    public void write(int offset, int size, long value) {
        checkRange(offset);
        if (size == 8) {
            write(offset, 4, value);
            write(offset + 4, 4, value >>> 32);
        } else if (size == 4 && device != null) {
            setRegister(offset, value & LOW);
        }
    }

    /** Whether the guest, so far, has looked at the version of the device here and then wanted nothing of it. */
    public boolean isLeftAlone() {
        return device != null && versionRead && !used && (!idRead || device.id() == VirtioBlock.ID);
    }

    /** Whether the guest has written a register that only devices of the other version have. */
    public boolean isMisused() {
        return misused;
    }

    /** Serves a queue, if the guest lets the device work. */
    void serve(int number) {
        if (device == null || broken || (status & DRIVER_OK) == 0 || number >= queues.length) {
            return;
        }
        for (Virtqueue queue : queues) {
            queue.begin();
        }
        int asked = 0;
        try {
            device.serve(number, queues);
        } catch (BrokenQueueException bad) {
            broken = true;
            asked |= CONFIGURATION_CHANGE;
        }
        for (Virtqueue queue : queues) {
            asked |= queue.takeInterrupt() ? USED_BUFFER : 0;
        }
        if (asked != 0) {
            setInterrupts(interrupts | asked);
        }
    }

    private void setInterrupts(int next) {
        interrupts = next;
        controller.run();
    }

    @Override
    public void visit(StateVisitor visitor) {
        deviceFeaturesSelect = visitor.small("deviceFeaturesSel", deviceFeaturesSelect);
        driverFeaturesSelect = visitor.small("driverFeaturesSel", driverFeaturesSelect);
        driverFeatures = visitor.number("driverFeatures", driverFeatures);
        queueSelect = visitor.small("queueSel", queueSelect);
        status = visitor.small("status", status);
        interrupts = visitor.small("interrupts", interrupts);
        broken = visitor.flag("broken", broken);
        registers.visit(visitor);
        for (Virtqueue queue : queues) {
            queue.visit(visitor);
        }
        if (device != null) {
            device.visit(visitor);
        }
    }

    private long config(int offset, int size) {
        long value = 0;
        for (int i = size - 1; i >= 0; i--) {
            value = value << 8 | (device == null ? 0 : device.config(offset + i));
        }
        return value;
    }

    private long register(int offset) {
        return switch (offset) {
            case MAGIC -> VIRT;
            case VERSION -> registers.version();
            case DEVICE_ID -> device == null ? 0 : device.id();
            case VENDOR_ID -> QEMU;
            case DEVICE_FEATURES -> half(features(), deviceFeaturesSelect);
            case QUEUE_SIZE_MAX -> selected() == null ? 0 : Virtqueue.MOST_ENTRIES;
            case INTERRUPT_STATUS -> interrupts;
            case STATUS -> status | (broken ? NEEDS_RESET : 0);
            case SHARED_MEMORY_LENGTH, SHARED_MEMORY_LENGTH + 4 -> device == null ? 0 : -1;
            default -> queueRegister(selected(), offset);
        };
    }

    private void setRegister(int offset, long value) {
        used |= offset == STATUS && value != 0;
        misused |= registers.isOfOther(offset);
        switch (offset) {
            case DEVICE_FEATURES_SELECT -> deviceFeaturesSelect = (int) value;
            case DRIVER_FEATURES_SELECT -> driverFeaturesSelect = (int) value;
            case DRIVER_FEATURES -> driverFeatures = withHalf(driverFeatures, driverFeaturesSelect, value);
            case QUEUE_SELECT -> queueSelect = (int) value;
            case QUEUE_NOTIFY -> serve((int) Math.min(value, queues.length));
            case INTERRUPT_ACKNOWLEDGE -> setInterrupts(interrupts & (int) ~value);
            case STATUS -> setStatus((int) value & 0xff & ~NEEDS_RESET);
            default -> setQueueRegister(selected(), offset, value);
        }
    }

    private long queueRegister(@Nullable Virtqueue queue, int offset) {
        return queue == null ? 0 : registers.read(offset, queue);
    }

    private void setQueueRegister(@Nullable Virtqueue queue, int offset, long value) {
        if (queue != null) {
            if (offset == QUEUE_SIZE && value <= Virtqueue.MOST_ENTRIES) {
                queue.entries = (int) value;
            }
            registers.write(offset, queue, value);
        }
    }

    /** FEATURES_OK stays if the driver chose among what is offered, as on QEMU also without VERSION_1. [§3.1.1] */
    private void setStatus(int value) {
        if (value == 0) {
            reset();
            return;
        }
        boolean offered = (driverFeatures & ~features()) == 0;
        status = offered ? value : value & ~FEATURES_OK;
    }

    private void reset() {
        deviceFeaturesSelect = 0;
        driverFeaturesSelect = 0;
        driverFeatures = 0;
        queueSelect = 0;
        status = 0;
        setInterrupts(0);
        broken = false;
        for (Virtqueue queue : queues) {
            queue.reset();
        }
        if (device != null) {
            device.reset();
        }
    }

    private long features() {
        return device == null ? 0 : device.features() | registers.features() | INDIRECT_DESCRIPTORS;
    }

    private @Nullable Virtqueue selected() {
        return queueSelect >= 0 && queueSelect < queues.length ? queues[queueSelect] : null;
    }

    /** The lower or upper half; there are no others. */
    private static long half(long bits, int which) {
        return which == 0 ? bits & LOW : which == 1 ? bits >>> 32 : 0;
    }

    private static long withHalf(long bits, int which, long value) {
        return which == 0 ? bits & ~LOW | value : which == 1 ? bits & LOW | value << 32 : bits;
    }

    private static void checkRange(int offset) {
        if (offset >= END) {
            throw new AccessFault(offset);
        }
    }
}
