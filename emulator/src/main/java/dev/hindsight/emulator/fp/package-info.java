/**
 * Binary floating point as IEEE 754-2008 defines it and RISC-V uses it: exact, in every rounding mode, with every
 * flag. Numbers are raw bits in a {@link dev.hindsight.emulator.fp.FloatFormat}; {@link
 * dev.hindsight.emulator.fp.FusedMultiplyAdd} shows how an operation is built: NaNs and infinities first, then exact
 * integers, then one {@link dev.hindsight.emulator.fp.Rounder rounding}.
 *
 * <p>May use nothing of ours.
 */
@NullMarked
package dev.hindsight.emulator.fp;

import org.jspecify.annotations.NullMarked;
