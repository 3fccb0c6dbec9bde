package dev.hindsight.emulator.soak;

import dev.hindsight.emulator.client.Diversion;
import dev.hindsight.emulator.client.History;
import dev.hindsight.emulator.client.Move;
import dev.hindsight.emulator.client.RefusedException;
import dev.hindsight.emulator.client.TimelineClient;
import dev.hindsight.emulator.client.TimelineMover;
import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.machine.Watch;
import dev.hindsight.emulator.timeline.BranchInfo;
import dev.hindsight.emulator.timeline.Mark;
import dev.hindsight.emulator.timeline.Moment;
import dev.hindsight.emulator.timeline.Stop;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;

/** A client that does anything a user may do, at random, and shows every state where it stands to the witness. */
final class Walker implements Runnable {
    private static final int MOST_BRANCHES = 60;
    private static final long RAM = 0x8000_0000L;
    private static final long UART = 0x1000_0000L;
    private static final long MTIMECMP = 0x200_4000L;
    private static final long SOFTWARE_INTERRUPT = 0x200_0000L;
    private static final int SP = 2;

    private final TimelineClient client;
    private final Witness witness;
    private final Random random;
    private final long longest;
    private final BooleanSupplier more;
    private long moves;

    /** {@code longest}: no history grows beyond this step; {@code more}: whether to go on. */
    Walker(TimelineClient client, Witness witness, Random random, long longest, BooleanSupplier more) {
        this.client = client;
        this.witness = witness;
        this.random = random;
        this.longest = longest;
        this.more = more;
    }

    long moves() {
        return moves;
    }

    @Override
    public void run() {
        while (more.getAsBoolean()) {
            try {
                act();
            } catch (RefusedException refused) {
                // Others have their turn, or somebody took away what this one wanted.
            } catch (CompletionException e) {
                if (!(e.getCause() instanceof RefusedException)) {
                    throw e;
                }
            }
            moves++;
        }
    }

    private void act() {
        switch (random.nextInt(16)) {
            case 0, 1 -> go(mover -> mover.seek(place(mover)), "by seek");
            case 2 -> go(this::stepBack, "by steps back");
            case 3 -> go(mover -> mover.backward(code(mover), 0), "by reverse continue");
            case 4 -> go(mover -> mover.backward(data(mover), random.nextInt(1000)), "back to a write");
            case 5 -> go(mover -> mover.resume(data(mover), limit(mover)), "forward to a write");
            case 6 -> go(mover -> mover.forward(StopPoints.NONE, limit(mover)), "forward");
            case 7 -> cancelled();
            case 8 -> client.write(new Input.WriteRegister(0, 5 + random.nextInt(3), random.nextLong()));
            case 9 -> client.write(outside());
            case 10 -> client.type(Bytes.utf8("set " + random.nextInt(200) + "\r"));
            case 11 -> bookmarks();
            case 12 -> branches();
            case 13 -> go(this::divert, "after a diversion");
            case 14 -> go(random.nextBoolean() ? client.back() : client.forward(), "through places");
            default -> look();
        }
    }

    private Input outside() {
        return switch (random.nextInt(6)) {
            case 0 -> new Input.Reset();
            case 1 -> device(UART, 1);
            case 2 -> device(MTIMECMP, 8);
            case 3 -> device(SOFTWARE_INTERRUPT, 4);
            default -> new Input.WriteMemory(0, RAM + (12 << 20) + random.nextInt(1 << 20), Bytes.of((byte) 7));
        };
    }

    /** Which memory is a device's, the session knows. */
    private Input device(long register, int size) {
        byte[] value = new byte[size];
        value[0] = (byte) random.nextInt();
        value[size / 3] = (byte) random.nextInt();
        return new Input.WriteMemory(0, register, Bytes.of(value));
    }

    private void go(Move<TimelineMover> move, String how) {
        client.travel(mover -> show(move.on(mover), mover, how)).join();
    }

    private Stop show(Stop stop, TimelineMover mover, String how) {
        witness.sees(mover.mark(), mover.hash(), how);
        return stop;
    }

    private long place(TimelineMover mover) {
        long end = Math.min(mover.end() + random.nextInt(300_000), longest);
        return (long) (random.nextDouble() * end);
    }

    private long limit(TimelineMover mover) {
        return Math.min(longest, mover.step() + random.nextInt(2_000_000));
    }

    private Stop stepBack(TimelineMover mover) {
        Stop stop = mover.seek(Math.max(0, mover.step() - 1));
        for (int i = random.nextInt(30); i > 0 && stop.reason() == Stop.Reason.STEP; i--) {
            witness.sees(mover.mark(), mover.hash(), "by a step back");
            stop = mover.stepBackward(0);
        }
        return stop;
    }

    private static StopPoints code(TimelineMover mover) {
        return StopPoints.of(List.of(mover.now().pc(0)), List.of());
    }

    private static StopPoints data(TimelineMover mover) {
        long top = mover.now().register(0, SP).orElseThrow() & -8;
        return StopPoints.of(List.of(), List.of(Watch.write(top, 8)));
    }

    /** Somebody interrupts while a long search may be on its way; a search that was interrupted is where it began. */
    private void cancelled() {
        CompletableFuture<Stop> search = client.travel(mover -> {
            Mark before = mover.mark();
            long hash = mover.hash();
            Stop stop = mover.backward(StopPoints.NONE.withBreakpoints(List.of(RAM + 1)), 0);
            if (stop.reason() == Stop.Reason.PAUSE && !(mover.mark().equals(before) && mover.hash() == hash)) {
                throw new AssertionError("cancelled at %s, and then at %s".formatted(before, mover.mark()));
            }
            return show(stop, mover, "by a search, perhaps cancelled");
        });
        client.interrupt();
        search.join();
    }

    private void bookmarks() {
        History history = client.history();
        if (history.bookmarks().size() > 20) {
            client.deleteBookmark(history.bookmarks().get(random.nextInt(20)).id());
        } else if (history.bookmarks().isEmpty() || random.nextBoolean()) {
            client.bookmark("", "");
        } else {
            Mark mark = history.bookmarks()
                    .get(random.nextInt(history.bookmarks().size()))
                    .mark();
            go(mover -> mover.seek(mark.moment()), "to a bookmark");
        }
    }

    private void branches() {
        List<BranchInfo> all = client.history().branches();
        BranchInfo one = all.get(random.nextInt(all.size()));
        if (all.size() > MOST_BRANCHES || one.id() > 0 && random.nextInt(6) == 0) {
            client.deleteBranch(one.id(), true);
        } else {
            long step = (long) (random.nextDouble() * (one.end() + 1));
            go(mover -> mover.seek(new Moment(one.id(), step)), "on another branch");
        }
    }

    private Stop divert(TimelineMover mover) {
        Mark before = mover.mark();
        long hash = mover.hash();
        mover.divert(this::spoil);
        if (!mover.mark().equals(before) || mover.hash() != hash) {
            throw new AssertionError("a diversion from %s ended at %s".formatted(before, mover.mark()));
        }
        return mover.arrived(Stop.Reason.STEP, "");
    }

    private Stop spoil(Diversion diversion) {
        diversion.write(new Input.WriteRegister(0, SP, random.nextLong()));
        diversion.forward(StopPoints.NONE, diversion.step() + random.nextInt(100_000));
        return diversion.seek(Math.max(0, diversion.step() - random.nextInt(1000)));
    }

    /** All that a view shows belongs to one moment. */
    private void look() {
        client.read(now -> now.read(0, now.pc(0) & -16, 16).length);
        client.console(10);
    }
}
