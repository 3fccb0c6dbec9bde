package dev.hindsight.emulator.bus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the device that answers at a physical address. RAM is not among them: it is asked first. */
public final class Bus {
    private final List<Mapping> mappings = new ArrayList<>();
    /** What was found last; guests come back to it. */
    private @Nullable Mapping last;

    /** A device and where it answers. */
    public record Mapping(String name, long base, long size, Device device) {
        boolean contains(long address, int length) {
            long offset = address - base;
            return offset >= 0 && offset <= size - length;
        }
    }

    public void map(String name, long base, long size, Device device) {
        mappings.add(new Mapping(name, base, size, device));
    }

    public List<Mapping> mappings() {
        return mappings;
    }

    /** The device that answers to all {@code length} bytes. */
    public Optional<Mapping> at(long address, int length) {
        return mappings.stream().filter(each -> each.contains(address, length)).findFirst();
    }

    public long read(long address, int size) {
        Mapping mapping = find(address, size);
        return mapping.device.read((int) (address - mapping.base), size);
    }

    /** Whether {@link #read} would change no interrupt and no deadline. */
    public boolean readsQuietly(long address, int size) {
        Mapping mapping = find(address, size);
        return mapping.device.readsQuietly((int) (address - mapping.base));
    }

    public void write(long address, int size, long value) {
        Mapping mapping = find(address, size);
        mapping.device.write((int) (address - mapping.base), size, value);
    }

    /** As a guest would read it, without side effects. */
    public long peek(long address, int size) {
        Mapping mapping = find(address, size);
        return mapping.device.peek((int) (address - mapping.base), size);
    }

    /** The earliest of the devices' deadlines. */
    public long nextDeadline() {
        long earliest = Clock.NEVER;
        for (Mapping mapping : mappings) {
            earliest = Math.min(earliest, mapping.device.nextDeadline());
        }
        return earliest;
    }

    private Mapping find(long address, int size) {
        if ((address & size - 1) == 0) {
            if (last != null && last.contains(address, size)) {
                return last;
            }
            for (Mapping mapping : mappings) {
                if (mapping.contains(address, size)) {
                    last = mapping;
                    return mapping;
                }
            }
        }
        throw new AccessFault(address);
    }
}
