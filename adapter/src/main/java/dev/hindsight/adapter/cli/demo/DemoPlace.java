package dev.hindsight.adapter.cli.demo;

import java.nio.file.Path;

/**
 * Where the machine stands, as a user sees it.
 *
 * @param source the file that the top frame's line is in
 */
record DemoPlace(long step, int frame, Path source, int line) {}
