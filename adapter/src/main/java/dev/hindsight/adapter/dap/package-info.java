/**
 * The Debug Adapter Protocol server.
 *
 * <p>{@link dev.hindsight.adapter.dap.DapDoor} (TCP) and {@link dev.hindsight.adapter.dap.DapStdio} are the ways in; {@code
 * DebugServer} is the table of contents, one line a request, over one class a topic. The only package that sees LSP4J.
 * Three threads meet here: LSP4J's reader never blocks, {@code RequestThread} serves requests in order and is the only one
 * that sends, the machine's thread runs plans and reports events. May use {@code target}, {@code stepping}, {@code eval},
 * {@code frames} and {@code symbols}.
 */
@NullMarked
package dev.hindsight.adapter.dap;

import org.jspecify.annotations.NullMarked;
