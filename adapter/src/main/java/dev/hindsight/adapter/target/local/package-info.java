/**
 * The target that is a timeline in this process: {@link dev.hindsight.adapter.target.local.LocalTarget}. The only package
 * of the adapter that sees {@code emulator.session} at work.
 */
@NullMarked
package dev.hindsight.adapter.target.local;

import org.jspecify.annotations.NullMarked;
