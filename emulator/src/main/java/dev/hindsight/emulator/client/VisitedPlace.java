package dev.hindsight.emulator.client;

import dev.hindsight.emulator.timeline.Mark;

/**
 * Where a move of a client ended.
 *
 * @param what why it ended there, in a few words; may be empty
 * @param here whether it is the one that back and forward count from
 */
public record VisitedPlace(Mark mark, String what, boolean here) {}
