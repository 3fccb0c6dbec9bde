/** The front door: {@link dev.hindsight.emulator.Emulator} makes a running session of a guest and its configuration. */
@NullMarked
package dev.hindsight.emulator;

import org.jspecify.annotations.NullMarked;
