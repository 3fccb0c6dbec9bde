/**
 * What harts and debuggers reach by address: {@link dev.hindsight.emulator.bus.Ram}, and devices on the {@link
 * dev.hindsight.emulator.bus.Bus}; and guest time, {@link dev.hindsight.emulator.bus.Clock}.
 *
 * <p>May use {@code machine} and {@code state}.
 */
@NullMarked
package dev.hindsight.emulator.bus;

import org.jspecify.annotations.NullMarked;
