/**
 * ELF files as the project needs them: segments to load, sections to read, symbols by name and by address.
 *
 * <p>{@link ElfFile} is the way in. It keeps the ELF library out of everybody else's sight and turns whatever is wrong
 * with a file into one {@link ElfException}. Addresses are unsigned: those of a 32-bit file are below 2^32.
 *
 * <p>May use nothing of ours.
 */
@NullMarked
package dev.hindsight.emulator.elf;

import org.jspecify.annotations.NullMarked;
