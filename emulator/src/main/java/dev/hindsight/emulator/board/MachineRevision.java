package dev.hindsight.emulator.board;

/**
 * What this machine is. The same guest with the same inputs comes to the same states only on the same revision; hence a
 * recording names it, and every change of what a guest can see, or of what its state consists of, raises it.
 *
 * <ol>
 *   <li>The machine of Hindsight 0.1.0, up to November 2026. Recordings that name no revision are of this one.
 *   <li>December 2026. An access that matches only a part of a PMP entry fails, also in machine mode where the entry is
 *       not locked. A reservation is of the bytes that LR read and ends when another hart, a device or a debugger writes to
 *       one of them; before, SC compared the value there. The PLIC latches what its lines were when devices drove them and
 *       does not look again when an interrupt is completed. AMOs work on registers of devices.
 *       A program with the symbol {@code tohost} speaks to its host there.
 * </ol>
 */
public final class MachineRevision {
    public static final int CURRENT = 2;

    private MachineRevision() {}
}
