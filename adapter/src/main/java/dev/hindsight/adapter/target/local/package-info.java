/**
 * The target that is a timeline in this process: {@link dev.hindsight.adapter.target.local.LocalTarget}.
 *
 * <p>May use {@code emulator}, {@code emulator.command}, {@code emulator.machine}, {@code emulator.server}, {@code
 * emulator.session}, {@code emulator.timeline}, {@code rsp.wire} and {@code target}.
 */
@NullMarked
package dev.hindsight.adapter.target.local;

import org.jspecify.annotations.NullMarked;
