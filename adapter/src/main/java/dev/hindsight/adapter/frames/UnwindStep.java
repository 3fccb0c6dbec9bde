package dev.hindsight.adapter.frames;

import java.util.Map;
import java.util.OptionalLong;

/**
 * What is known about a frame and its caller before the caller is looked at.
 *
 * @param cfa the frame address, if known
 * @param returnAddress the pc in the caller; empty if there is none
 * @param changes the registers that the caller had otherwise
 * @param end why there is no caller, where there is none
 */
record UnwindStep(
        OptionalLong cfa, OptionalLong returnAddress, Map<Integer, FrameRegisters.Origin> changes, String end) {
    static UnwindStep last(OptionalLong cfa, String end) {
        return new UnwindStep(cfa, OptionalLong.empty(), Map.of(), end);
    }
}
