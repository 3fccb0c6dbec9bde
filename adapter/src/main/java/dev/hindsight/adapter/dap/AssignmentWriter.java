package dev.hindsight.adapter.dap;

import dev.hindsight.adapter.eval.Write;
import dev.hindsight.adapter.target.HartAt;
import dev.hindsight.adapter.target.Target;
import dev.hindsight.emulator.machine.Inspector;
import java.util.List;

/** Performs what an assignment asks for. */
record AssignmentWriter(Target target) {
    void perform(int hart, List<Write> writes) {
        writes.forEach(write -> perform(hart, write));
    }

    private void perform(int hart, Write write) {
        if (write instanceof Write.ToMemory memory) {
            target.writeMemory(hart, memory.address(), memory.bytes());
        } else if (write instanceof Write.ToRegister register) {
            int number = register.register() == Write.ToRegister.PC
                    ? Inspector.PC
                    : HartAt.machineNumber(register.register());
            target.writeRegister(hart, number, register.value());
        }
    }
}
