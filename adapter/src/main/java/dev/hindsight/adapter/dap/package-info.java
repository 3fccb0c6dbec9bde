/**
 * The Debug Adapter Protocol server.
 *
 * <p>{@link dev.hindsight.adapter.dap.DapDoor} (TCP) and {@link dev.hindsight.adapter.dap.DapStdio} are the ways in;
 * {@code DebugServer} is the table of contents, one line a request, over one class a topic. Only this package and the
 * command line see LSP4J. Three threads meet here: LSP4J's reader never blocks, {@code RequestThread} serves requests
 * in order and is the only one that sends, the machine's thread runs plans and reports events.
 *
 * <p>May use {@code emulator}, {@code emulator.client}, {@code emulator.command}, {@code emulator.elf}, {@code emulator.isa}, {@code emulator.machine}, {@code
 * emulator.recording}, {@code emulator.rtos}, {@code emulator.server}, {@code emulator.session}, {@code emulator.timeline}, {@code eval},
 * {@code frames}, {@code stepping}, {@code rsp.wire} and {@code symbols}.
 */
@NullMarked
package dev.hindsight.adapter.dap;

import org.jspecify.annotations.NullMarked;
