/**
 * DWARF versions 2 to 5 as the bytes say it: one class a concern, no meaning added.
 *
 * <p>{@link Cursor} is the only class that touches bytes, and damage shows as {@link DwarfException} with section and
 * offset. Everything is read when asked for. Comments cite the standard as [DWARF5 section].
 *
 * <p>May use {@code emulator.elf}.
 */
@NullMarked
package dev.hindsight.adapter.dwarf;

import org.jspecify.annotations.NullMarked;
