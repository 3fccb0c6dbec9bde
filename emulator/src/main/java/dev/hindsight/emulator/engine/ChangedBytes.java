package dev.hindsight.emulator.engine;

import dev.hindsight.emulator.bus.Ram;
import dev.hindsight.emulator.machine.Watch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Whether a write to a watched range made other bytes of it. It keeps a copy of the ranges that want to know, so that
 * nobody who writes (harts, devices, page walks) has to look first at what was there.
 */
final class ChangedBytes {
    private final Ram ram;
    private final List<Copy> copies = new ArrayList<>();

    private record Copy(Watch watch, int offset, byte[] bytes) {}

    ChangedBytes(Ram ram) {
        this.ram = ram;
    }

    /** Memory is now as it is. */
    void begin(List<Watch> watches) {
        copies.clear();
        for (Watch watch : watches) {
            if (watch.onlyChanges() && ram.contains(watch.physical(), watch.length())) {
                int offset = ram.offset(watch.physical());
                copies.add(new Copy(watch, offset, copy(offset, (int) watch.length())));
            }
        }
    }

    /** Whether an access of {@code length} bytes at {@code physical} that touches the watch counts for it. */
    boolean count(Watch watch, long physical, int length) {
        for (Copy copy : copies) {
            if (copy.watch() == watch) {
                int from = (int) Math.max(0, physical - watch.physical());
                int to = (int) Math.min(watch.length(), physical - watch.physical() + length);
                return update(copy, from, to);
            }
        }
        return true;
    }

    private boolean update(Copy copy, int from, int to) {
        int at = copy.offset() + from;
        if (Arrays.equals(copy.bytes(), from, to, ram.bytes(), at, copy.offset() + to)) {
            return false;
        }
        System.arraycopy(ram.bytes(), at, copy.bytes(), from, to - from);
        return true;
    }

    private byte[] copy(int offset, int length) {
        return Arrays.copyOfRange(ram.bytes(), offset, offset + length);
    }
}
