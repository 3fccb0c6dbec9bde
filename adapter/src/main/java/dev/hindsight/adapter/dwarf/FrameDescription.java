package dev.hindsight.adapter.dwarf;

/** A frame description entry: the instructions for one function [DWARF5 6.4.1]. */
record FrameDescription(Range range, CommonInformation common, Cursor instructions) {}
