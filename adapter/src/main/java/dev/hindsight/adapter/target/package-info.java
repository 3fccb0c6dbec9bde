/**
 * What a debug front end needs of the thing it debugs, wherever that runs.
 *
 * <p>{@link dev.hindsight.adapter.target.Target} reads, writes and runs; what a target cannot do is an empty facet
 * ({@link dev.hindsight.adapter.target.Reverse}, {@link dev.hindsight.adapter.target.TimeTravel}), not an exception.
 *
 * <p>May use {@code emulator.machine}, {@code emulator.timeline} and {@code symbols}.
 */
@NullMarked
package dev.hindsight.adapter.target;

import org.jspecify.annotations.NullMarked;
