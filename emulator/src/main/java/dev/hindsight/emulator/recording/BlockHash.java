package dev.hindsight.emulator.recording;

/** What stood in a part of a large file when it was first read; {@code file} counts the manifest's files from 0. */
public record BlockHash(int file, long block, long hash) {}
