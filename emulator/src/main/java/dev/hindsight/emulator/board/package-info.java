/**
 * The machine itself: {@link dev.hindsight.emulator.board.Board} puts harts, memory and devices together, decides whose
 * step is next, and keeps snapshots; {@link dev.hindsight.emulator.board.GuestLoader} puts a program in. May use every
 * package below it.
 */
@NullMarked
package dev.hindsight.emulator.board;

import org.jspecify.annotations.NullMarked;
