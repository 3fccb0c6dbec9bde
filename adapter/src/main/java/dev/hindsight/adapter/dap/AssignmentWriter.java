package dev.hindsight.adapter.dap;

import dev.hindsight.adapter.eval.Write;
import dev.hindsight.adapter.stepping.HartAt;
import dev.hindsight.emulator.client.Client;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.Inspector;
import java.util.List;

/** Performs what an assignment asks for. */
record AssignmentWriter(Client target) {
    void perform(int hart, List<Write> writes) {
        writes.forEach(write -> perform(hart, write));
    }

    private void perform(int hart, Write write) {
        if (write instanceof Write.ToMemory memory) {
            target.write(new Input.WriteMemory(hart, memory.address(), memory.bytes()));
        } else if (write instanceof Write.ToRegister register) {
            int number = register.register() == Write.ToRegister.PC
                    ? Inspector.PC
                    : HartAt.machineNumber(register.register());
            target.write(new Input.WriteRegister(hart, number, register.value()));
        }
    }
}
