/**
 * The guided run: a scripted user of a real DAP session. {@link dev.hindsight.adapter.cli.demo.Demo} is the script,
 * {@code Debugger} what that user does. Sees the debugger only as a DAP client does.
 *
 * <p>May use {@code dap}.
 */
@NullMarked
package dev.hindsight.adapter.cli.demo;

import org.jspecify.annotations.NullMarked;
