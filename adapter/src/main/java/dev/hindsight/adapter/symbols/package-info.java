/**
 * What a program's source said: lines, functions, variables and C types, by name and by address.
 *
 * <p>{@link Program} is the way in; it reads ELF and DWARF and survives damage in either ({@link Program#warnings()}).
 * Nothing here knows a machine: {@link Memory} and {@link Registers} are the narrow doors to one moment of it. Every
 * address is unsigned, and those of 32-bit programs are below 2^32; addresses handed in may be sign-extended.
 *
 * <p>May use {@code dwarf} and {@code emulator.elf}.
 */
@NullMarked
package dev.hindsight.adapter.symbols;

import org.jspecify.annotations.NullMarked;
