package dev.hindsight.emulator.server;

import dev.hindsight.emulator.isa.Csr;
import dev.hindsight.emulator.isa.FloatRegister;
import dev.hindsight.emulator.isa.Register;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.MachineInfo;

/** The registers that exist, described for gdb. [GDB manual, Target Descriptions, RISC-V Features] */
final class TargetXml {
    private final int bits;
    private final StringBuilder xml = new StringBuilder();

    private TargetXml(int bits) {
        this.bits = bits;
    }

    static String of(MachineInfo info) {
        return new TargetXml(info.xlen()).document(info);
    }

    private String document(MachineInfo info) {
        xml.append("<?xml version=\"1.0\"?>\n<!DOCTYPE target SYSTEM \"gdb-target.dtd\">\n<target version=\"1.0\">\n");
        xml.append("<architecture>riscv:rv").append(bits).append("</architecture>\n");
        // Bare metal: a gdb built for Linux would otherwise step with breakpoints of its own instead of asking us.
        xml.append("<osabi>none</osabi>\n");
        open("cpu");
        for (Register register : Register.values()) {
            register(register);
        }
        close();
        if (info.registers().contains(Inspector.F0)) {
            floats(RegisterWidths.of(info).floats());
        }
        open("csr");
        for (int number : info.registers()) {
            if (number >= Inspector.CSR0 && number < Inspector.PRIV && !isFloatCsr(number)) {
                register(csrName(number - Inspector.CSR0), number, "int");
            }
        }
        close();
        if (info.registers().contains(Inspector.PRIV)) {
            open("virtual");
            register("priv", Inspector.PRIV, "int");
            close();
        }
        return xml.append("</target>\n").toString();
    }

    /** A double can be seen as a single too, which a register of it may hold. */
    private void floats(int width) {
        open("fpu");
        if (width == 64) {
            xml.append("<union id=\"riscv_double\"><field name=\"float\" type=\"ieee_single\"/>")
                    .append("<field name=\"double\" type=\"ieee_double\"/></union>\n");
        }
        for (FloatRegister each : FloatRegister.values()) {
            register(each.abi(), each.gdb(), width, width == 64 ? "riscv_double" : "ieee_single", "float");
        }
        for (int csr = Csr.FFLAGS; csr <= Csr.FCSR; csr++) {
            register(csrName(csr), Inspector.CSR0 + csr, 32, "int", "float");
        }
        close();
    }

    private static boolean isFloatCsr(int number) {
        return number >= Inspector.CSR0 + Csr.FFLAGS && number <= Inspector.CSR0 + Csr.FCSR;
    }

    private static String type(Register register) {
        return switch (register) {
            case PC, RA -> "code_ptr";
            case SP, GP, TP, S0 -> "data_ptr";
            default -> "int";
        };
    }

    private static String csrName(int address) {
        return Csr.at(address).map(Csr::name).orElseGet(() -> String.format("csr0x%03x", address));
    }

    private void open(String feature) {
        xml.append("<feature name=\"org.gnu.gdb.riscv.").append(feature).append("\">\n");
    }

    private void close() {
        xml.append("</feature>\n");
    }

    /** What gdb does not read is for lldb, which cannot unwind otherwise. [LLDB, GDB Remote Protocol Extensions] */
    private void register(Register register) {
        String debugged = register == Register.PC
                ? ""
                : String.format(" dwarf_regnum=\"%1$d\" ehframe_regnum=\"%1$d\"", register.gdb());
        xml.append(String.format(
                "<reg name=\"%s\" bitsize=\"%d\" regnum=\"%d\" type=\"%s\"%s%s/>\n",
                register.abi(), bits, register.gdb(), type(register), debugged, generic(register)));
    }

    private static String generic(Register register) {
        return switch (register) {
            case PC, SP, RA -> " generic=\"" + register.abi() + "\"";
            case S0 -> " generic=\"fp\"";
            case A0, A1, A2, A3, A4, A5, A6, A7 -> " generic=\"arg" + (register.gdb() - Register.A0.gdb() + 1) + "\"";
            default -> "";
        };
    }

    private void register(String name, int number, String type) {
        xml.append(String.format(
                "<reg name=\"%s\" bitsize=\"%d\" regnum=\"%d\" type=\"%s\"/>\n", name, bits, number, type));
    }

    private void register(String name, int number, int width, String type, String group) {
        xml.append(String.format(
                "<reg name=\"%s\" bitsize=\"%d\" regnum=\"%d\" type=\"%s\" group=\"%s\"/>\n",
                name, width, number, type, group));
    }
}
