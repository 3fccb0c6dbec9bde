/**
 * One hardware thread: {@link dev.hindsight.emulator.hart.Hart} holds registers, {@link
 * dev.hindsight.emulator.hart.CsrFile} the control and status registers, and traps are taken here.
 *
 * <p>May use {@code fp}, {@code isa} and {@code state}.
 */
@NullMarked
package dev.hindsight.emulator.hart;

import org.jspecify.annotations.NullMarked;
