/** Searches through the history of real guests, compared with a scan that makes one step after the other. */
@NullMarked
package dev.hindsight.emulator.search;

import org.jspecify.annotations.NullMarked;
