package dev.hindsight.emulator.rtos;

import dev.hindsight.emulator.isa.Csr;
import dev.hindsight.emulator.isa.Decoder;
import dev.hindsight.emulator.isa.Instruction;
import dev.hindsight.emulator.isa.Register;
import dev.hindsight.emulator.machine.Inspector;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which registers some code stores where, relative to a register that it is given: read from its beginning to where it
 * branches, calls, or takes another stack. {@link FreeRtosSaveCode} is for code that is not straight.
 */
final class ZephyrSaveCode {
    private static final int SP = Register.SP.gdb();
    private static final int MOST_INSTRUCTIONS = 100;
    /** In bytes. */
    static final int LONGEST = MOST_INSTRUCTIONS * Integer.BYTES;

    /** Stores nothing. */
    static final ZephyrSaveCode NONE = new ZephyrSaveCode(SP);

    private final int base;
    private final Map<Integer, Long> stores = new HashMap<>();
    /** What registers hold that the code itself has loaded: a CSR, under the number of what it stands for, or nothing. */
    private final Map<Integer, Optional<Integer>> loaded = new HashMap<>();

    private long room;
    private OptionalLong takesStack = OptionalLong.empty();

    private ZephyrSaveCode(int base) {
        this.base = base;
    }

    static ZephyrSaveCode at(long address, int base, GuestWords memory, Decoder decoder) {
        GuestWords code = new GuestWords(memory.now(), memory.hart(), Integer.BYTES);
        ZephyrSaveCode read = new ZephyrSaveCode(base);
        long pc = address;
        for (int i = 0; i < MOST_INSTRUCTIONS; i++) {
            OptionalLong bits = code.at(pc);
            Optional<Instruction> instruction =
                    bits.isPresent() ? decoder.decode((int) bits.getAsLong()) : Optional.empty();
            if (instruction.isEmpty() || !read.goesOn(instruction.get(), pc)) {
                break;
            }
            pc += instruction.get().length();
        }
        return read;
    }

    /** By register, {@link Inspector#PC} where a trap came from: bytes from where the base pointed at the beginning. */
    Map<Integer, Long> stores() {
        return stores;
    }

    /** The bytes that it takes from its stack. */
    long room() {
        return room;
    }

    /** The address of the instruction that loads sp, where the code comes so far. */
    OptionalLong takesStack() {
        return takesStack;
    }

    private boolean goesOn(Instruction it, long pc) {
        return switch (it.op()) {
            case SW, SD -> it.rs1() != base || store(it.rs2(), it.imm());
            case LW, LD -> it.rd() == SP ? takesStack(pc) : load(it.rd(), Optional.empty());
            case ADDI -> it.rd() == SP ? it.rs1() == SP && makeRoom(-it.imm()) : load(it.rd(), Optional.empty());
            case CSRRS -> load(it.rd(), Optional.of(csr(it.imm())));
            case BEQ, BNE, BLT, BGE, BLTU, BGEU, JAL, JALR, MRET, SRET, ECALL, EBREAK -> false;
            default -> load(it.rd(), Optional.empty());
        };
    }

    private static int csr(int address) {
        return address == Csr.MEPC || address == Csr.SEPC ? Inspector.PC : Inspector.CSR0 + address;
    }

    private boolean store(int register, int offset) {
        loaded.getOrDefault(register, Optional.of(register))
                .ifPresent(number -> stores.putIfAbsent(number, offset - (base == SP ? room : 0)));
        return true;
    }

    private boolean makeRoom(int bytes) {
        room += bytes;
        return true;
    }

    private boolean load(int register, Optional<Integer> csr) {
        loaded.put(register, csr);
        return register != base && register != SP;
    }

    private boolean takesStack(long pc) {
        takesStack = OptionalLong.of(pc);
        return false;
    }
}
