/**
 * What {@code hindsight bench} measures, and how.
 *
 * <p>{@link dev.hindsight.adapter.cli.bench.Bench} records each program at each length of history and times the same
 * moves through every {@link dev.hindsight.adapter.cli.bench.TimedClient}: the session itself, gdb, a DAP client, and gdb on
 * QEMU, on gdbserver and on a stub that needs no time, for comparison. The rows and their meanings are fixed: other
 * people's scripts read them.
 *
 * <p>May use {@code dap}, {@code emulator}, {@code emulator.client}, {@code emulator.elf}, {@code emulator.machine},
 * {@code emulator.server}, {@code emulator.session}, {@code emulator.timeline}, {@code rsp.client} and
 * {@code rsp.wire}.
 */
@NullMarked
package dev.hindsight.adapter.cli.bench;

import org.jspecify.annotations.NullMarked;
