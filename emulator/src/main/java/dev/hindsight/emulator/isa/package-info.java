/**
 * The instruction set, stated once: {@link dev.hindsight.emulator.isa.Op} is the table from which decoder, encoder and
 * disassembler derive; {@link dev.hindsight.emulator.isa.Isa} says which of it a machine has; {@link
 * dev.hindsight.emulator.isa.Register} and {@link dev.hindsight.emulator.isa.Csr} are the names and numbers.
 *
 * <p>May use nothing of ours.
 */
@NullMarked
package dev.hindsight.emulator.isa;

import org.jspecify.annotations.NullMarked;
