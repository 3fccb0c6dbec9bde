/** Everything that users may do, at random and at length. */
@NullMarked
package dev.hindsight.emulator.soak;

import org.jspecify.annotations.NullMarked;
