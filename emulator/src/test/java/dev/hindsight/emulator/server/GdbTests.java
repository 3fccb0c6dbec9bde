package dev.hindsight.emulator.server;

import dev.hindsight.emulator.MachineConfig;

/** Tests that drive a real gdb, so that they can be repeated with another one. */
abstract class GdbTests {
    /** What gdb 13 and 16 say at the start of history. */
    static final String NO_MORE = "(No more reverse-execution|Reached end of recorded) history";

    /** Which gdb: that of this machine, if nothing else is said. */
    Program gdb() {
        return Program.INSTALLED_GDB;
    }

    final GdbDoor ofExample(String name) {
        return GdbDoor.ofExample(name).using(gdb());
    }

    final GdbDoor ofTestGuest(String name) {
        return ofTestGuest(name, MachineConfig.STANDARD);
    }

    final GdbDoor ofTestGuest(String name, MachineConfig machine) {
        return GdbDoor.ofTestGuest(name, machine).using(gdb());
    }
}
