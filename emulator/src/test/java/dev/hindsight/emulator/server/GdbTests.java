package dev.hindsight.emulator.server;

import dev.hindsight.emulator.MachineConfig;

/** Tests that drive a real gdb, so that they can be repeated with another one. */
abstract class GdbTests {
    /** Which gdb: that of this machine, if nothing else is said. */
    Program gdb() {
        return Program.INSTALLED_GDB;
    }

    /** Whether it is that of Debian 12, gdb 13. */
    final boolean isOfDebian12() {
        return gdb().equals(Program.INSTALLED_GDB);
    }

    /** What it says at the start of history. */
    final String noMore() {
        return isOfDebian12() ? "No more reverse-execution history." : "Reached end of recorded history; stopping.";
    }

    final GdbDoor ofExample(String name) {
        return GdbDoor.ofExample(name).using(gdb());
    }

    final GdbDoor ofExample(String name, Hold hold) {
        return GdbDoor.ofExample(name, hold).using(gdb());
    }

    final GdbDoor ofTestGuest(String name) {
        return ofTestGuest(name, MachineConfig.STANDARD);
    }

    final GdbDoor ofTestGuest(String name, MachineConfig machine) {
        return GdbDoor.ofTestGuest(name, machine).using(gdb());
    }

    /** A gdb that ran to a place. */
    static Gdb at(GdbDoor door, String location) {
        Gdb gdb = door.gdb();
        gdb.ask("tbreak " + location);
        gdb.ask("continue");
        return gdb;
    }
}
