/**
 * The machine itself: {@link dev.hindsight.emulator.board.Board} puts harts, memory and devices together, decides
 * whose step is next, and keeps snapshots; {@link dev.hindsight.emulator.board.GuestLoader} puts a program in.
 *
 * <p>May use {@code bus}, {@code device}, {@code elf}, {@code engine}, {@code fdt}, {@code hart}, {@code isa}, {@code
 * machine} and {@code state}.
 */
@NullMarked
package dev.hindsight.emulator.board;

import org.jspecify.annotations.NullMarked;
