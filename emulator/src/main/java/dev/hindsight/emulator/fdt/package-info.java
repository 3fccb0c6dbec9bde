/**
 * Flattened device trees: a tree of {@link dev.hindsight.emulator.fdt.DeviceNode}s becomes the blob that firmware and
 * kernels read. Knows nothing of any board; uses nothing of ours. [DTSpec 0.4]
 */
@NullMarked
package dev.hindsight.emulator.fdt;

import org.jspecify.annotations.NullMarked;
