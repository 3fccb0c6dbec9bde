package dev.hindsight.emulator.recording;

/** A part of the configuration, as users write it: {@code harts}, {@code 4}. */
public record ConfigurationEntry(String name, String value) {}
