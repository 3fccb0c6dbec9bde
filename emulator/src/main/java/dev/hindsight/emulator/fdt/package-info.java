/**
 * Flattened device trees: a tree of {@link dev.hindsight.emulator.fdt.DeviceNode}s becomes the blob that firmware and
 * kernels read. Knows nothing of any board. [DTSpec 0.4]
 *
 * <p>May use nothing of ours.
 */
@NullMarked
package dev.hindsight.emulator.fdt;

import org.jspecify.annotations.NullMarked;
