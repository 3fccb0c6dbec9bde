package dev.hindsight.adapter.cli.bench;

import java.util.List;
import java.util.Optional;

/**
 * The places in one recorded history that moves are timed to.
 *
 * @param end the last step
 * @param recent a code address last run about a million steps before the end
 * @param entry the program's first instruction, run only at the start
 * @param never a code address that never ran
 * @param hot the code address that ran most often
 * @param written addresses of variables
 * @param call a call that took about a million steps, if there is one
 */
record Landmarks(long end, long recent, long entry, long never, long hot, List<Long> written, Optional<Call> call) {
    /** From before the instruction that calls to behind the return; {@code address} is that instruction's. */
    record Call(long step, long address, long steps) {}

    Landmarks {
        written = List.copyOf(written);
    }
}
