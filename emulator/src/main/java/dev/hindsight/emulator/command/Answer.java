package dev.hindsight.emulator.command;

import dev.hindsight.emulator.client.Move;
import dev.hindsight.emulator.client.TimelineMover;
import dev.hindsight.emulator.timeline.Stop;
import java.util.function.Function;

/** What comes of a command. */
public sealed interface Answer {
    /** It is done, and this is what it has to say. */
    record Said(String text) implements Answer {}

    /**
     * It moves the machine, or needs it for itself: the front end runs the plan as a move of its debugger.
     *
     * @param told what to say when the plan has ended there
     */
    record Going(Move<TimelineMover> plan, Function<Stop, String> told) implements Answer {}

    static Answer said(String text) {
        return new Said(text);
    }

    /** A move that says where it ended. */
    static Answer going(Move<TimelineMover> plan) {
        return new Going(plan, Answer::arrived);
    }

    /** Where a move ended, in words. */
    static String arrived(Stop stop) {
        return "step " + stop.step() + (stop.description().isEmpty() ? "" : ": " + stop.description());
    }
}
