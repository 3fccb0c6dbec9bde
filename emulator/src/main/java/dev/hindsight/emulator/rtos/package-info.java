/**
 * The tasks of the guest's RTOS at any moment: their names, their states, and their registers where the kernel has put
 * them.
 *
 * <p>{@link dev.hindsight.emulator.rtos.Rtos} finds the kernel by the names of its variables and reads its memory as
 * it is at a moment, so that tasks come and go with time travel by themselves. What it reads may be damaged: then
 * there are fewer tasks, or registers that nobody knows, never an exception.
 *
 * <p>May use {@code isa} and {@code machine}.
 */
@NullMarked
package dev.hindsight.emulator.rtos;

import org.jspecify.annotations.NullMarked;
