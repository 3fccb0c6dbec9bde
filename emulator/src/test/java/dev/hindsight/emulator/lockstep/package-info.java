/**
 * The oracle: programs of many small cases, made at random from a seed, run on QEMU and on our machine. {@code
 * LoggingProgram} is what they are written with, {@code InstructionClass} lists who writes them; {@code BulkTest} compares
 * all memory after a run, {@code SteppingTest} all registers after every step. DIFFERENCES.md says where we differ from
 * QEMU on purpose.
 */
@NullMarked
package dev.hindsight.emulator.lockstep;

import org.jspecify.annotations.NullMarked;
