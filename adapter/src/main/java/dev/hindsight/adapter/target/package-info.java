/**
 * What a debug front end needs of the thing it debugs, wherever that runs.
 *
 * <p>{@link dev.hindsight.adapter.target.Target} reads, writes and runs; what a target cannot do is an empty facet
 * ({@link dev.hindsight.adapter.target.Reverse}, {@link dev.hindsight.adapter.target.TimeTravel}), not an exception. May
 * use the vocabulary of {@code emulator.machine} and {@code emulator.timeline} (stops, hits, inspectors), never an engine
 * or a session.
 */
@NullMarked
package dev.hindsight.adapter.target;

import org.jspecify.annotations.NullMarked;
