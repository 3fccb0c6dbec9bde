package dev.hindsight.adapter.dap;

import dev.hindsight.emulator.isa.Csr;
import dev.hindsight.emulator.isa.Register;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.MachineInfo;
import java.util.List;
import java.util.stream.Stream;

/**
 * The registers of a machine by name.
 *
 * @param general pc and those with ABI names
 * @param csrs the control and status registers
 */
record RegisterNames(List<String> general, List<String> csrs) {
    static RegisterNames of(MachineInfo info) {
        Stream<String> abi = Stream.of(Register.values())
                .filter(register ->
                        register != Register.ZERO && info.registers().contains(register.gdb()))
                .map(Register::abi);
        Stream<String> csrs = info.registers().stream()
                .flatMap(number -> Csr.at(number - Inspector.CSR0).stream())
                .map(Csr::name)
                .filter(name -> !name.startsWith("mhpm") && !name.startsWith("hpm"));
        List<String> general = Stream.concat(Stream.of("pc"), abi.filter(name -> !name.equals("pc")))
                .toList();
        return new RegisterNames(general, csrs.toList());
    }
}
