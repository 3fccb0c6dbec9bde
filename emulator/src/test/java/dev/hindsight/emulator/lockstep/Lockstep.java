package dev.hindsight.emulator.lockstep;

import dev.hindsight.emulator.board.Board;
import dev.hindsight.emulator.isa.Csr;
import dev.hindsight.emulator.isa.Decoder;
import dev.hindsight.emulator.isa.Disassembler;
import dev.hindsight.emulator.isa.Instruction;
import dev.hindsight.emulator.isa.Isa;
import dev.hindsight.emulator.isa.Op;
import dev.hindsight.emulator.isa.OperandFormat;
import dev.hindsight.emulator.isa.Register;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.rsp.client.RspClient;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;

/** Steps QEMU and our machine side by side. */
final class Lockstep {
    private static final int BOOT_STEPS = 6;
    private static final int REMEMBERED = 12;
    /** The opcode of AMOs. */
    private static final int ATOMIC = 0x2f;

    private final RspClient qemu;
    private final Board board;
    private final int xlen;
    private final Decoder decoder;
    private final Disassembler disassembler;
    private final Deque<String> trail = new ArrayDeque<>();

    Lockstep(RspClient qemu, Board board) {
        this.qemu = qemu;
        this.board = board;
        this.xlen = board.info().xlen();
        this.decoder = new Decoder(Isa.everything(xlen));
        this.disassembler = new Disassembler(xlen);
    }

    /** The first difference and what led to it, or nothing. */
    String run(int steps) {
        boot();
        for (int i = 0; i < steps; i++) {
            int bits = note(i);
            Optional<Instruction> next = decoder.decode(bits);
            long address = next.map(this::address).orElse(0L);
            qemu.step();
            board.run(board.steps() + 1, StopPoints.NONE);
            Map<Integer, Long> theirs = qemu.readRegisters();
            next.filter(each -> each.op() == Op.CSRRS && each.imm() == Csr.MCAUSE)
                    .ifPresent(each -> adoptCauseOfAtomic(each.rd(), theirs));
            String difference = registers(theirs);
            if (difference.isEmpty() && next.filter(Lockstep::stores).isPresent()) {
                difference = memory(address & -8);
            }
            if (difference.isEmpty()
                    && next.filter(each -> each.op().format().writesFloat()).isPresent()) {
                difference = floatRegister(next.get().rd());
            }
            if (!difference.isEmpty()) {
                return difference + " after" + String.join("", trail);
            }
        }
        return "";
    }

    /** The boot ROMs leave different addresses behind; ours takes QEMU's. */
    private void boot() {
        for (int i = 0; i < BOOT_STEPS; i++) {
            qemu.step();
        }
        board.run(BOOT_STEPS, StopPoints.NONE);
        qemu.readRegisters().forEach((number, value) -> {
            if (number <= Inspector.PC) {
                board.deliver(new Input.WriteRegister(0, number, value));
            }
        });
    }

    private int note(int step) {
        Inspector now = board.inspect();
        byte[] bytes = Arrays.copyOf(now.read(0, now.pc(0), 4), 4);
        int bits = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
        trail.add("\n%d: 0x%x: %s".formatted(step, now.pc(0), disassembler.disassemble(now.pc(0), bits)));
        if (trail.size() > REMEMBERED) {
            trail.remove();
        }
        return bits;
    }

    private String registers(Map<Integer, Long> theirs) {
        for (int register = 0; register <= Inspector.PC; register++) {
            long our = narrow(board.inspect().register(0, register).orElseThrow());
            long their = narrow(theirs.get(register));
            if (our != their) {
                return "%s is 0x%x, on QEMU 0x%x,".formatted(Register.values()[register].abi(), our, their);
            }
        }
        return "";
    }

    private String floatRegister(int number) {
        long our = board.inspect().register(0, Inspector.F0 + number).orElseThrow();
        long their = qemu.readRegister(Inspector.F0 + number);
        return our == their ? "" : "f%d is 0x%x, on QEMU 0x%x,".formatted(number, our, their);
    }

    /** See DIFFERENCES.md. */
    private void adoptCauseOfAtomic(int register, Map<Integer, Long> theirs) {
        Inspector now = board.inspect();
        long epc = now.register(0, Inspector.CSR0 + Csr.MEPC).orElseThrow();
        byte[] bytes = now.read(0, epc, 1);
        long our = now.register(0, register).orElseThrow();
        if (bytes.length == 1 && (bytes[0] & 0x7f) == ATOMIC && theirs.get(register) == our - 2) {
            board.deliver(new Input.WriteRegister(0, register, our - 2));
        }
    }

    private static boolean stores(Instruction instruction) {
        return instruction.op().format() == OperandFormat.STORE
                || instruction.op().format() == OperandFormat.AMO;
    }

    private long address(Instruction of) {
        int imm = of.op().format() == OperandFormat.STORE ? of.imm() : 0;
        return narrow(board.inspect().register(0, of.rs1()).orElseThrow() + imm);
    }

    private String memory(long address) {
        byte[] ours = board.inspect().read(0, address, 16);
        if (ours.length < 16 || Arrays.equals(ours, qemu.readMemory(address, 16))) {
            return "";
        }
        return "memory at 0x%x is different".formatted(address);
    }

    private long narrow(long value) {
        return xlen == 64 ? value : value & 0xffff_ffffL;
    }
}
