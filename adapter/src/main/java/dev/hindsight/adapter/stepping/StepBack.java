package dev.hindsight.adapter.stepping;

import dev.hindsight.adapter.symbols.SourceLine;
import dev.hindsight.adapter.target.Reverse;
import dev.hindsight.adapter.target.ReverseTravel;
import dev.hindsight.emulator.timeline.Stop;
import java.util.Optional;

/**
 * The inverse of {@link StepLine} over calls: from within a line to its beginning, from its beginning to that of the line
 * that ran before in this call, from the first line of a function to the line that called it.
 *
 * <p>Where a line began is found in two searches: backward to the last statement of another line (the boundary), which
 * may be far away, and from there forward to the first statement of this one. A loop within one line costs no more.
 */
final class StepBack implements Reverse.Plan {
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
    public Stop on(ReverseTravel travel) {
        long origin = travel.step();
        Stop arrival = toPreviousLine(travel);
        return arrival.reason() == Stop.Reason.PAUSE ? arrival : user.between(travel, origin, arrival);
    }

    private Stop toPreviousLine(ReverseTravel travel) {
        Optional<SourceLine> only = code.onlyLine(travel.now(), hart);
        if (only.isPresent()) {
            Stop stop = byTable.toPreviousLine(travel, only.get());
            boolean isElsewhere = code.onlyLine(travel.now(), hart).isEmpty();
            return stop.reason() == Stop.Reason.STEP && isElsewhere ? toBeginning(travel) : stop;
        }
        Optional<Spot> here = Spot.at(travel.now(), hart, code);
        if (here.isEmpty()) {
            return travel.stepBackward(hart);
        }
        long origin = travel.step();
        Stop stop = toPreviousLine(travel, here.get());
        if (stop.reason() != Stop.Reason.START || here.get().call().cfa().isEmpty()) {
            return stop;
        }
        travel.seek(origin);
        return toPreviousLine(travel, here.get().inAnyCall());
    }

    private Stop toPreviousLine(ReverseTravel travel, Spot here) {
        if (isAtEntry(travel, here)) {
            return intoCaller(travel);
        }
        long origin = travel.step();
        Stop boundary = search.backward(travel, boundary(here));
        if (boundary.hit().isEmpty()) {
            return boundary;
        }
        long before = travel.step();
        Stop beginning = search.forward(travel, here.thisLine(), origin);
        if (beginning.hit().isPresent()) {
            return travel.arrived(Stop.Reason.STEP, "");
        }
        if (beginning.reason() == Stop.Reason.PAUSE) {
            return beginning;
        }
        travel.seek(before);
        return isAtEntry(travel, here) && hasPrologue(here) ? intoCaller(travel) : toBeginning(travel);
    }

    /** From a function's first instruction to the line that called it. */
    private Stop intoCaller(ReverseTravel travel) {
        Goal call = code.call(travel.now(), hart);
        Stop stop = travel.stepBackward(hart);
        if (stop.reason() == Stop.Reason.STEP && code.returnsFromTrap(travel.now(), hart)) {
            // An interrupt came just there.
            long trap = travel.step();
            stop = search.backward(travel, call);
            if (stop.hit().isEmpty() && stop.reason() != Stop.Reason.PAUSE) {
                travel.seek(trap);
            }
        }
        return stop.reason() == Stop.Reason.PAUSE || stop.reason() == Stop.Reason.START ? stop : toBeginning(travel);
    }

    /** To where the line of this place, which may be its beginning, began. */
    private Stop toBeginning(ReverseTravel travel) {
        long place = travel.step();
        Optional<Spot> here = Spot.at(travel.now(), hart, code);
        if (here.isEmpty()) {
            return travel.arrived(Stop.Reason.STEP, "");
        }
        Stop boundary = search.backward(travel, boundary(here.get()));
        if (boundary.reason() == Stop.Reason.PAUSE) {
            return boundary;
        }
        if (boundary.hit().isEmpty()) {
            travel.seek(place);
            return travel.arrived(Stop.Reason.STEP, "");
        }
        Stop beginning = search.forward(travel, here.get().thisLine(), place + 1);
        if (beginning.reason() == Stop.Reason.PAUSE) {
            return beginning;
        }
        if (beginning.hit().isEmpty()) {
            travel.seek(place);
        }
        return travel.arrived(Stop.Reason.STEP, "");
    }

    private static Goal boundary(Spot here) {
        return here.otherLines().or(here.call().function().low(), here::isOutside);
    }

    private boolean isAtEntry(ReverseTravel travel, Spot here) {
        return code.pc(travel.now(), hart) == here.call().function().low() && here.isOutside(travel);
    }

    private static boolean hasPrologue(Spot here) {
        return here.call().function().prologueEnd() != here.call().function().low();
    }
}
