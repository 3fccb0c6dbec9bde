package dev.hindsight.emulator.session;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;

/** Sees that memory nears its end. Only what a collection left tells how much is in use. */
final class HeapWatch {
    /** Of a hundred parts of the memory where what lives long is. */
    private static final int SHORT = 92;

    private static final int COMFORTABLE = 85;

    private final LongSupplier collections;
    private final LongSupplier usedAfterCollection;
    private final long most;
    private long seen;

    HeapWatch(LongSupplier collections, LongSupplier usedAfterCollection, long most) {
        this.collections = collections;
        this.usedAfterCollection = usedAfterCollection;
        this.most = most;
        this.seen = collections.getAsLong();
    }

    /** The largest of the collected pools of this process, and whoever collects it. */
    static HeapWatch ofThisProcess() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP
                        && pool.isCollectionUsageThresholdSupported()
                        && pool.getUsage().getMax() > 0)
                .max(Comparator.comparingLong(pool -> pool.getUsage().getMax()))
                .map(HeapWatch::of)
                .orElseGet(() -> new HeapWatch(() -> 0, () -> 0, Long.MAX_VALUE));
    }

    private static HeapWatch of(MemoryPoolMXBean pool) {
        List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .filter(each -> List.of(each.getMemoryPoolNames()).contains(pool.getName()))
                .toList();
        return new HeapWatch(
                () -> collectors.stream()
                        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                        .sum(),
                () -> {
                    MemoryUsage usage = pool.getCollectionUsage();
                    return usage == null ? 0 : usage.getUsed();
                },
                pool.getUsage().getMax());
    }

    /** How many bytes are to be given up after the last collection; 0 where nothing is, or nothing was collected since. */
    long excess() {
        long now = collections.getAsLong();
        if (now == seen) {
            return 0;
        }
        seen = now;
        long used = usedAfterCollection.getAsLong();
        return used > most / 100 * SHORT ? used - most / 100 * COMFORTABLE : 0;
    }
}
