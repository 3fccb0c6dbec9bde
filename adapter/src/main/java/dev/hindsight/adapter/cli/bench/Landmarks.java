package dev.hindsight.adapter.cli.bench;

import java.util.List;

/**
 * The places in one recorded history that moves are timed to.
 *
 * @param end the last step
 * @param recent a code address last run about a million steps before the end
 * @param entry the program's first instruction, run only at the start
 * @param never a code address that never ran
 * @param hot the code address that ran most often
 * @param written addresses of variables
 */
record Landmarks(long end, long recent, long entry, long never, long hot, List<Long> written) {
    Landmarks {
        written = List.copyOf(written);
    }
}
