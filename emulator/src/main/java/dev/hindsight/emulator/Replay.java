package dev.hindsight.emulator;

import dev.hindsight.emulator.board.MachineRevision;
import dev.hindsight.emulator.machine.Machine;
import dev.hindsight.emulator.recording.BlockHash;
import dev.hindsight.emulator.recording.Recording;
import dev.hindsight.emulator.session.TimelineSession;
import dev.hindsight.emulator.timeline.Journal;
import dev.hindsight.emulator.timeline.RecordedHistory;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A recording and the guest that it is of, ready to be replayed. Closing removes what was unpacked for it. */
public final class Replay implements AutoCloseable {
    private final Recording recording;
    private final RecordedFiles files;
    private final GuestConfig config;

    private Replay(Recording recording, RecordedFiles files, GuestConfig config) {
        this.recording = recording;
        this.files = files;
        this.config = config;
    }

    /**
     * Opens a recording. Throws {@link dev.hindsight.emulator.recording.RecordingException} where it cannot be read, and
     * {@link GuestException} where the guest's files are missing or others, or the machine was of another revision.
     */
    public static Replay open(Path file, MovedFiles moved) {
        return open(file, moved, false);
    }

    /** The same; {@code force}: also of another revision of the machine, on which the guest may go another way. */
    public static Replay open(Path file, MovedFiles moved, boolean force) {
        Recording recording = Recording.read(file);
        try {
            if (!force && isForeign(recording)) {
                throw new GuestException(
                        ("%s was recorded on revision %d of the machine. This is revision %d, on which the "
                                        + "guest may behave differently: use the Hindsight that wrote it (%s), or continue "
                                        + "anyway with hindsight replay --force or hindsight verify --force.")
                                .formatted(
                                        file,
                                        recording.manifest().revision(),
                                        MachineRevision.CURRENT,
                                        recording.manifest().writer()));
            }
            return of(recording, RecordedFiles.find(recording, file, moved));
        } catch (RuntimeException e) {
            recording.close();
            throw e;
        }
    }

    private static Replay of(Recording recording, RecordedFiles files) {
        try {
            GuestConfig config = GuestSettings.config(recording.manifest(), files::path);
            checkFirmware(recording, config);
            return new Replay(recording, files, config);
        } catch (RuntimeException e) {
            files.close();
            throw e;
        }
    }

    private static void checkFirmware(Recording recording, GuestConfig config) {
        boolean same = recording
                .manifest()
                .setting(GuestIdentity.FIRMWARE)
                .map(hash -> hash.equals(GuestIdentity.ownFirmware()))
                .orElse(true);
        if (GuestIdentity.usesOwnFirmware(config) && !same) {
            throw new GuestException(
                    "The recording was made with another version of Hindsight's own firmware: replay it with the version "
                            + recording.manifest().writer() + ".");
        }
    }

    private static boolean isForeign(Recording recording) {
        return recording.manifest().revision() != MachineRevision.CURRENT;
    }

    public Recording recording() {
        return recording;
    }

    /** The configuration as it was recorded, with the places where the files are now. */
    public GuestConfig config() {
        return config;
    }

    /** A machine that stands before the first step, with nobody at it yet. */
    public Machine machine() {
        Map<Long, Map<Integer, Long>> recorded = new HashMap<>();
        for (BlockHash block : recording.blocks()) {
            recorded.computeIfAbsent(block.block(), number -> new HashMap<>()).put(block.file(), block.hash());
        }
        DriveLog drives = new DriveLog(recording.manifest());
        drives.tell(block -> check(block, recorded.getOrDefault(block.block(), Map.of())));
        return Emulator.machine(config, drives);
    }

    /** What the guest never read while recording may be as it likes: only a new branch reads it. */
    private void check(BlockHash read, Map<Integer, Long> recorded) {
        Long hash = recorded.get(read.file());
        if (hash != null && hash != read.hash()) {
            List<Path> drives = config.machine().drives();
            int first = recording.manifest().files().size() - drives.size();
            throw new GuestException("%s has changed since it was recorded, at byte %,d: restore the original image."
                    .formatted(drives.get(read.file() - first), read.block() * DriveLog.BLOCK));
        }
    }

    /** A session that stands before the first step of the recorded history, as it was configured. */
    public TimelineSession start() {
        return start(config, complaint -> {});
    }

    /**
     * The same, with what {@code here} says of this host: the memory that history may take, whether a live branch is paced,
     * and where history may be saved.
     *
     * @param complaints hears a sentence on each thing in the recording that cannot be used
     */
    public TimelineSession start(GuestConfig here, Consumer<String> complaints) {
        recording.damage().ifPresent(complaints);
        Machine machine = machine();
        HostMemory.Share memory = Emulator.share(machine, here.history());
        memory.sentence().ifPresent(complaints);
        return TimelineSession.share(
                machine,
                memory.history(),
                here.pace(),
                past(machine, complaints),
                Journal.NONE,
                new GuestArchive(here));
    }

    /** The states of another machine are nothing to compare with, and nothing to go on from. */
    private RecordedHistory past(Machine machine, Consumer<String> complaints) {
        if (!isForeign(recording)) {
            return recording.past(machine, complaints);
        }
        complaints.accept(
                "Recorded on revision %d of the machine, replayed on revision %d: the guest may behave differently."
                        .formatted(recording.manifest().revision(), MachineRevision.CURRENT));
        return recording.pastWithoutStates();
    }

    @Override
    public void close() {
        files.close();
        recording.close();
    }
}
