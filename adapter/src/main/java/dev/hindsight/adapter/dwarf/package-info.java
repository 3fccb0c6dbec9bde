/**
 * DWARF versions 2 to 5 as the bytes say it: one class a concern, no meaning added.
 *
 * <p>{@link Cursor} is the only class that touches bytes, and damage shows as {@link DwarfException} with section and
 * offset. Everything is read when asked for. Comments cite the standard as [DWARF5 section]. Uses nothing of ours but the
 * emulator's {@code elf}.
 */
@NullMarked
package dev.hindsight.adapter.dwarf;

import org.jspecify.annotations.NullMarked;
