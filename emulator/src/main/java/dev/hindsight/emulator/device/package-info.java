/**
 * The devices of the board, one file each. They act only when accessed, know guest time from {@code bus.Clock}, and
 * never see the host.
 *
 * <p>May use {@code bus}, {@code machine} and {@code state}.
 */
@NullMarked
package dev.hindsight.emulator.device;

import org.jspecify.annotations.NullMarked;
