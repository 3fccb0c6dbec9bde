/** The command line: Main and one class a command. The only package that touches the process's streams and exit. */
@NullMarked
package dev.hindsight.adapter.cli;

import org.jspecify.annotations.NullMarked;
