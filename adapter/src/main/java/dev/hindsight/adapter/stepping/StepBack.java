package dev.hindsight.adapter.stepping;

import dev.hindsight.adapter.symbols.SourceLine;
import dev.hindsight.emulator.client.Move;
import dev.hindsight.emulator.client.ReverseMover;
import dev.hindsight.emulator.timeline.Stop;
import java.util.Optional;

/**
 * The inverse of {@link StepLine} over calls: from within a line to its beginning, from its beginning to that of the line
 * that ran before in this call, from the first line of a function to the line that called it.
 *
 * <p>Where a line began is found in two searches: backward to the last statement of another line (the boundary), which
 * may be far away, and from there forward to the first statement of this one. A loop within one line costs no more.
 */
final class StepBack implements Move<ReverseMover> {
    private final CodeView code;
    private final GoalSearch search;
    private final StepBackTableLine byTable;
    private final BackwardRun user;
    private final int hart;

    StepBack(CodeView code, UserStops user, int hart) {
        this.code = code;
        this.search = new GoalSearch(code);
        this.byTable = new StepBackTableLine(code, hart);
        this.user = new BackwardRun(user);
        this.hart = hart;
    }

    @Override
    public Stop on(ReverseMover mover) {
        long origin = mover.step();
        Stop arrival = toPreviousLine(mover);
        return arrival.reason() == Stop.Reason.PAUSE ? arrival : user.between(mover, origin, arrival);
    }

    private Stop toPreviousLine(ReverseMover mover) {
        Optional<SourceLine> only = code.onlyLine(mover.now(), hart);
        if (only.isPresent()) {
            Stop stop = byTable.toPreviousLine(mover, only.get());
            boolean isElsewhere = code.onlyLine(mover.now(), hart).isEmpty();
            return stop.reason() == Stop.Reason.STEP && isElsewhere ? toBeginning(mover) : stop;
        }
        Optional<Spot> here = Spot.at(mover.now(), hart, code);
        if (here.isEmpty()) {
            return mover.stepBackward(hart);
        }
        long origin = mover.step();
        Stop stop = toPreviousLine(mover, here.get());
        if (stop.reason() != Stop.Reason.START || here.get().call().cfa().isEmpty()) {
            return stop;
        }
        mover.seek(origin);
        return toPreviousLine(mover, here.get().inAnyCall());
    }

    private Stop toPreviousLine(ReverseMover mover, Spot here) {
        if (isAtEntry(mover, here)) {
            return intoCaller(mover);
        }
        long origin = mover.step();
        Stop boundary = search.backward(mover, boundary(here));
        if (boundary.hit().isEmpty()) {
            return boundary;
        }
        long before = mover.step();
        Stop beginning = search.forward(mover, here.thisLine(), origin);
        if (beginning.hit().isPresent()) {
            return mover.arrived(Stop.Reason.STEP, "");
        }
        if (beginning.reason() == Stop.Reason.PAUSE) {
            return beginning;
        }
        mover.seek(before);
        return isAtEntry(mover, here) && hasPrologue(here) ? intoCaller(mover) : toBeginning(mover);
    }

    /** From a function's first instruction to the line that called it. */
    private Stop intoCaller(ReverseMover mover) {
        Goal call = code.call(mover.now(), hart);
        Stop stop = mover.stepBackward(hart);
        if (stop.reason() == Stop.Reason.STEP && code.returnsFromTrap(mover.now(), hart)) {
            // An interrupt came just there.
            long trap = mover.step();
            stop = search.backward(mover, call);
            if (stop.hit().isEmpty() && stop.reason() != Stop.Reason.PAUSE) {
                mover.seek(trap);
            }
        }
        return stop.reason() == Stop.Reason.PAUSE || stop.reason() == Stop.Reason.START ? stop : toBeginning(mover);
    }

    /** To where the line of this place, which may be its beginning, began. */
    private Stop toBeginning(ReverseMover mover) {
        long place = mover.step();
        Optional<Spot> here = Spot.at(mover.now(), hart, code);
        if (here.isEmpty()) {
            return mover.arrived(Stop.Reason.STEP, "");
        }
        Stop boundary = search.backward(mover, boundary(here.get()));
        if (boundary.reason() == Stop.Reason.PAUSE) {
            return boundary;
        }
        if (boundary.hit().isEmpty()) {
            mover.seek(place);
            return mover.arrived(Stop.Reason.STEP, "");
        }
        Stop beginning = search.forward(mover, here.get().thisLine(), place + 1);
        if (beginning.reason() == Stop.Reason.PAUSE) {
            return beginning;
        }
        if (beginning.hit().isEmpty()) {
            mover.seek(place);
        }
        return mover.arrived(Stop.Reason.STEP, "");
    }

    private static Goal boundary(Spot here) {
        return here.otherLines().or(here.call().function().low(), here::isOutside);
    }

    private boolean isAtEntry(ReverseMover mover, Spot here) {
        return code.pc(mover.now(), hart) == here.call().function().low() && here.isOutside(mover);
    }

    private static boolean hasPrologue(Spot here) {
        return here.call().function().prologueEnd() != here.call().function().low();
    }
}
