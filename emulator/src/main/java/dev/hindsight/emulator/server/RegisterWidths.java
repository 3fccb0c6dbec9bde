package dev.hindsight.emulator.server;

import dev.hindsight.emulator.isa.Csr;
import dev.hindsight.emulator.isa.Extension;
import dev.hindsight.emulator.isa.Isa;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.MachineInfo;

/** How many bits gdb sees of a register. */
record RegisterWidths(int integers, int floats) {
    static RegisterWidths of(MachineInfo info) {
        return new RegisterWidths(info.xlen(), Isa.parse(info.isa()).has(Extension.D) ? 64 : 32);
    }

    /** In bytes. */
    int bytes(int register) {
        if (register >= Inspector.F0 && register < Inspector.CSR0) {
            return floats / 8;
        }
        boolean floatCsr = register > Inspector.CSR0 && register <= Inspector.CSR0 + Csr.FCSR;
        return floatCsr ? 4 : integers / 8;
    }
}
