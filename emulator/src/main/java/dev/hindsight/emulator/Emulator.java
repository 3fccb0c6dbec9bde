package dev.hindsight.emulator;

import dev.hindsight.emulator.board.BoardException;
import dev.hindsight.emulator.board.GuestLoader;
import dev.hindsight.emulator.board.Hardware;
import dev.hindsight.emulator.elf.ElfException;
import dev.hindsight.emulator.isa.IsaException;
import dev.hindsight.emulator.machine.Machine;
import dev.hindsight.emulator.machine.MachineInfo;
import dev.hindsight.emulator.recording.Recorder;
import dev.hindsight.emulator.recording.RecordingException;
import dev.hindsight.emulator.recording.RecordingPlan;
import dev.hindsight.emulator.session.Archive;
import dev.hindsight.emulator.session.TimelineSession;
import dev.hindsight.emulator.timeline.Journal;
import dev.hindsight.emulator.timeline.RecordedHistory;

/** Starts a machine for a guest. */
public final class Emulator {
    private Emulator() {}

    /** A session that stands before the first step; throws {@link GuestException} if the guest cannot be run. */
    public static TimelineSession start(GuestConfig config) {
        Archive archive = new GuestArchive(config);
        Machine machine = machine(config);
        HostMemory.Share memory = share(machine, config.history());
        TimelineSession session = TimelineSession.share(
                machine, memory.history(), config.pace(), RecordedHistory.NONE, Journal.NONE, archive);
        memory.sentence().ifPresent(session::notice);
        return session;
    }

    /** As {@link #start}, and writes a recording; throws {@link RecordingException} if that cannot even begin. */
    public static TimelineSession record(GuestConfig config, RecordingPlan plan) {
        GuestIdentity guest = GuestIdentity.of(config, plan.embed());
        DriveLog drives = new DriveLog(guest.manifest());
        Machine machine = machine(config, drives);
        Archive archive = new GuestArchive(config);
        HostMemory.Share memory = share(machine, config.history());
        Recorder recorder = plan.begin(guest.manifest());
        try {
            guest.embed(recorder);
        } catch (GuestException unreadable) {
            recorder.abandon();
            throw unreadable;
        }
        drives.tell(recorder::block);
        TimelineSession session = TimelineSession.share(
                machine, memory.history(), config.pace(), RecordedHistory.NONE, recorder, archive);
        memory.sentence().ifPresent(session::notice);
        return session;
    }

    /** What of the wanted memory the machine's history gets. */
    static HostMemory.Share share(Machine machine, long wanted) {
        long ram = machine.info().regions().stream()
                .filter(region -> region.kind() == MachineInfo.Kind.RAM)
                .mapToLong(MachineInfo.Region::size)
                .sum();
        return HostMemory.ofThisProcess().history(wanted, ram);
    }

    /** A machine that stands before the first step, with nobody at it yet. */
    public static Machine machine(GuestConfig config) {
        return machine(config, (number, path) -> HostDisk.open(path));
    }

    static Machine machine(GuestConfig config, GuestReader.Drives drives) {
        try {
            Hardware hardware = GuestReader.hardware(config.machine(), drives);
            HostMemory.ofThisProcess().require(hardware.board().ram().size());
            return GuestLoader.load(GuestReader.guest(config.files(), hardware), hardware);
        } catch (ElfException | BoardException | IsaException e) {
            throw new GuestException(String.valueOf(e.getMessage()));
        } catch (OutOfMemoryError e) {
            throw new GuestException(HostMemory.ofThisProcess().exhausted());
        }
    }
}
