/**
 * The command line: Main and one class a command. The only package that touches the process's streams and exit.
 *
 * <p>May use {@code cli.bench}, {@code cli.demo}, {@code dap}, {@code emulator}, {@code emulator.client},
 * {@code emulator.elf}, {@code emulator.machine}, {@code emulator.recording}, {@code emulator.server},
 * {@code emulator.session}, {@code emulator.timeline} and {@code rsp.wire}.
 */
@NullMarked
package dev.hindsight.adapter.cli;

import org.jspecify.annotations.NullMarked;
