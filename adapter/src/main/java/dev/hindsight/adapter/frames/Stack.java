package dev.hindsight.adapter.frames;

import java.util.List;

/**
 * A call stack.
 *
 * @param frames the innermost first; never empty
 * @param end why there are no more, as a sentence for the user
 */
public record Stack(List<Frame> frames, String end) {
    public Stack {
        frames = List.copyOf(frames);
    }

    public Frame top() {
        return frames.get(0);
    }
}
