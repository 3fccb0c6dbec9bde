package dev.hindsight.emulator.server;

import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.MachineInfo;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.rtos.Rtos;
import dev.hindsight.emulator.rtos.SavedRegisters;
import dev.hindsight.emulator.rtos.Task;
import dev.hindsight.emulator.rtos.TaskNumbers;
import dev.hindsight.rsp.wire.RspException;
import dev.hindsight.rsp.wire.ThreadId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What gdb calls threads: the tasks of an RTOS, and the harts on which none of them runs. Also which of them the debugger
 * has selected, and which one stopped.
 *
 * <p>gdb follows one thread through a step and takes breakpoints of its own only from that one. So a task is a thread for
 * as long as it lives, whether it runs or not, and while it runs, its hart is no thread beside it. Hart h is thread h + 1;
 * tasks have numbers behind those of the harts, see {@link TaskNumbers}.
 */
final class Threads {
    /** What a peer is marked with that names threads by process and thread. */
    static final String MULTIPROCESS = "multiprocess+";
    /** The one that there is. */
    private static final int PROCESS = 1;

    private final int harts;
    private final GdbPeer peer;
    private final Optional<Rtos> rtos;
    private final TaskNumbers tasks;
    private int current = ofHart(0);
    private int stepping = ofHart(0);
    private int hart;
    /** The debugger holds to the current thread: where it is no task, it is its hart. */
    private boolean held;

    /** The backward steps that follow are those of a line. */
    private boolean inLine;

    /** What the debugger was told of, as it was then. */
    private final Map<Integer, Described> known = new TreeMap<>();

    private ThreadId forReading = ThreadId.ANY;
    private ThreadId forMoving = ThreadId.ANY;

    Threads(MachineInfo info, GdbPeer peer) {
        this.harts = info.harts();
        this.peer = peer;
        this.tasks = new TaskNumbers(harts + 1, info);
        this.rtos = Rtos.in(info);
    }

    /** A thread at a moment; {@code task} is empty for a hart that runs none. */
    record Described(int number, int hart, Optional<Task> task) {
        String name() {
            return task.map(Task::name).orElse("hart " + hart);
        }
    }

    int harts() {
        return harts;
    }

    /** As the peer wants to have it named. */
    ThreadId id(int thread) {
        return peer.speaks(MULTIPROCESS) ? new ThreadId(PROCESS, thread) : new ThreadId(thread);
    }

    /** The one that the last stop was about. */
    int current() {
        return current;
    }

    /** The last stop is about whatever runs on {@code hart}. */
    void stopped(int hart, Inspector now) {
        stopped(runningOn(hart, now), hart);
    }

    /** The last stop is about a thread that made a step, whether it still runs or not. */
    void stepped(int thread, int hart) {
        stopped(thread, hart);
    }

    /** The last stop is about whatever runs now on the hart that it was about. */
    void stopped(Inspector now) {
        stopped(hart, now);
    }

    private void stopped(int thread, int hart) {
        this.current = thread;
        this.hart = hart;
        this.forReading = ThreadId.ANY;
        this.held = false;
    }

    /** The last stop is about a thread that the debugger insists on, even if there is none such any more. */
    void held(int thread, Inspector now) {
        stopped(thread, hart(thread, now));
        held = true;
    }

    /** gdb's resume is to be a step of this thread. */
    void stepping(int thread) {
        stepping = thread;
    }

    /** The machine was moved elsewhere instead: the last stop is about whatever runs there on that thread's hart. */
    void arrived(Inspector now) {
        stopped(hart(stepping, now), now);
    }

    /** Whether the last stop can be the end of the step that gdb wanted. */
    boolean stepped() {
        return current == stepping;
    }

    /** {@code Hg} */
    void selectForReading(ThreadId thread) {
        forReading = known(thread);
    }

    /** {@code Hc} */
    void selectForMoving(ThreadId thread) {
        forMoving = known(thread);
    }

    /** Whether the debugger lets one thread alone move. */
    boolean movesOne() {
        return forMoving.isOne();
    }

    int forReading() {
        return one(forReading);
    }

    int forMoving() {
        return one(forMoving);
    }

    /** The thread that is meant, the current one for any and all. */
    int one(ThreadId thread) {
        return known(thread).isOne() ? thread.number() : current;
    }

    private ThreadId known(ThreadId thread) {
        if (thread.number() > harts && !tasks.has(thread.number()) || thread.process() > PROCESS) {
            throw new RspException("There is no thread " + thread + ".");
        }
        return thread;
    }

    /** The debugger makes a step of a line until it asks for its threads, which it does where its user sees a stop. */
    void stepsLine(boolean yes) {
        inLine = yes;
    }

    boolean stepsLine() {
        return inLine;
    }

    /** Every thread that there is at this moment. */
    List<Described> list(Inspector now) {
        List<Described> all = new ArrayList<>();
        for (Task task : rtos.map(kernel -> kernel.tasks(now)).orElse(List.of())) {
            all.add(new Described(tasks.of(task.id()), task.hart().orElse(hart), Optional.of(task)));
        }
        boolean isHart = held && all.stream().noneMatch(task -> task.number() == current);
        IntStream.range(0, harts)
                .filter(each -> taskOn(each, now).isEmpty())
                .map(each -> isHart && each == hart ? current : ofHart(each))
                .forEach(thread -> all.add(new Described(thread, hart(thread, now), Optional.empty())));
        all.sort(Comparator.comparing(Described::number));
        return all;
    }

    /**
     * What was in such lists before and is no thread at this moment. gdb forgets a thread that it is not told of, and gives
     * it another number when it comes back: in a history it may come back often.
     */
    List<Described> absent(List<Described> present) {
        present.forEach(thread -> known.put(thread.number(), thread));
        return known.values().stream()
                .filter(thread -> present.stream().noneMatch(each -> each.number() == thread.number()))
                .toList();
    }

    /** The thread as it is at this moment; empty if it is none now. */
    Optional<Described> described(int thread, Inspector now) {
        return list(now).stream().filter(each -> each.number() == thread).findFirst();
    }

    private int runningOn(int hart, Inspector now) {
        OptionalLong task = taskOn(hart, now);
        return task.isPresent() ? tasks.of(task.getAsLong()) : ofHart(hart);
    }

    private OptionalLong taskOn(int hart, Inspector now) {
        return rtos.isPresent() ? rtos.get().running(now, hart) : OptionalLong.empty();
    }

    /** Whether {@code thread} runs on {@code hart}. */
    boolean runs(int thread, int hart, Inspector now) {
        OptionalLong task = taskOn(hart, now);
        return isTask(thread) ? task.isPresent() && task.getAsLong() == tasks.task(thread) : hart == thread - 1;
    }

    /** What is met in each step that takes a hart from one task to another. */
    StopPoints switches(Inspector now) {
        return rtos.map(kernel -> kernel.switches(now)).orElse(StopPoints.NONE);
    }

    /** The hart that runs the thread, or through which it is looked at. */
    int hart(int thread, Inspector now) {
        return isTask(thread)
                ? IntStream.range(0, harts)
                        .filter(each -> runs(thread, each, now))
                        .findFirst()
                        .orElse(hart)
                : thread - 1;
    }

    /** Where the thread's registers are. That of the last stop is taken for its hart where it is no task any more. */
    RegisterContext context(int thread, Inspector now) {
        int itsHart = hart(thread, now);
        if (!isTask(thread) || runs(thread, itsHart, now)) {
            return new RegisterContext(itsHart, Optional.empty());
        }
        boolean exists = described(thread, now).flatMap(Described::task).isPresent();
        if (!exists && thread == current) {
            return new RegisterContext(itsHart, Optional.empty());
        }
        return new RegisterContext(
                itsHart,
                Optional.of(exists ? rtos.orElseThrow().saved(now, tasks.task(thread)) : SavedRegisters.UNKNOWN));
    }

    private boolean isTask(int thread) {
        return thread > harts;
    }

    private static int ofHart(int hart) {
        return hart + 1;
    }
}
