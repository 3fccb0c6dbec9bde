/**
 * The recording file: all that is needed to have the same history again, in chunks that are only ever appended.
 *
 * <p>{@link dev.hindsight.emulator.recording.Recorder} writes down what a timeline's journal hears, {@link
 * dev.hindsight.emulator.recording.Recording} is what a file holds, up to its end or its first damage. A file is a
 * header and chunks; a chunk is length, type, CRC32C over (offset, type, payload), and payload. Formats are pure;
 * {@link dev.hindsight.emulator.recording.FileSink} and what else begins with File touch files of the host.
 *
 * <p>May use {@code machine}, {@code state} and {@code timeline}.
 */
@NullMarked
package dev.hindsight.emulator.recording;

import org.jspecify.annotations.NullMarked;
