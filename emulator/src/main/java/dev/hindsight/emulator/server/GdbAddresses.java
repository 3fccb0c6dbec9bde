package dev.hindsight.emulator.server;

import dev.hindsight.emulator.machine.MachineInfo;

/** Addresses as gdb writes them: without the sign that a register of RV32 carries on. */
record GdbAddresses(int xlen) {
    GdbAddresses(MachineInfo info) {
        this(info.xlen());
    }

    long of(long register) {
        return xlen == 32 ? register & 0xffff_ffffL : register;
    }
}
