package dev.hindsight.emulator.rtos;

import dev.hindsight.emulator.isa.Csr;
import dev.hindsight.emulator.isa.Decoder;
import dev.hindsight.emulator.isa.Instruction;
import dev.hindsight.emulator.isa.Register;
import dev.hindsight.emulator.machine.Inspector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A kernel's code that puts a task's registers on its stack and then sp into its control block, read to learn which
 * register lies where: so no version of a port, and no chip's additional registers, needs a table of its own.
 *
 * <p>Behind its first forward branch it may save <em>more</em>, as FreeRTOS does with floating-point registers where
 * {@code mstatus.FS} calls them dirty. What this class does not understand it does not guess.
 */
final class FreeRtosSaveCode {
    private static final int SP = Register.SP.gdb();
    private static final int MSTATUS = Inspector.CSR0 + Csr.MSTATUS;
    private static final int FS_SHIFT = 13;
    private static final int FS_DIRTY = 3;
    private static final int MOST_INSTRUCTIONS = 200;

    private final List<Store> stores = new ArrayList<>();
    /** What registers hold that the code itself has loaded: a CSR's number, or nothing of interest. */
    private final Map<Integer, Optional<Integer>> loaded = new HashMap<>();

    private Place place = Place.BEFORE;
    private long placeEnds;
    private int depth;
    private int more;

    private FreeRtosSaveCode() {}

    /** Where the code is: before, among or after what it saves only sometimes, or where it must save nothing. */
    private enum Place {
        BEFORE,
        MORE,
        AFTER,
        NOTHING
    }

    /** A register that is kept {@code depth} bytes below the sp that the task had, where more is saved. */
    private record Store(int register, int depth, Place place) {}

    /** Empty where there is no such code. */
    static Optional<FreeRtosSaveCode> at(long address, GuestWords memory, Decoder decoder) {
        GuestWords code = new GuestWords(memory.now(), memory.hart(), Integer.BYTES);
        FreeRtosSaveCode read = new FreeRtosSaveCode();
        long pc = address;
        for (int i = 0; i < MOST_INSTRUCTIONS; i++) {
            OptionalLong bits = code.at(pc);
            Optional<Instruction> instruction =
                    bits.isPresent() ? decoder.decode((int) bits.getAsLong()) : Optional.empty();
            if (instruction.isEmpty()) {
                break;
            }
            if (isLast(instruction.get())) {
                return Optional.of(read);
            }
            if (!read.understands(instruction.get(), pc)) {
                break;
            }
            pc += instruction.get().length();
        }
        return Optional.empty();
    }

    /** sp goes into the control block. */
    private static boolean isLast(Instruction it) {
        return isWordStore(it) && it.rs2() == SP && it.rs1() != SP;
    }

    private static boolean isWordStore(Instruction it) {
        return switch (it.op()) {
            case SW, SD -> true;
            default -> false;
        };
    }

    private boolean understands(Instruction it, long pc) {
        if (place != Place.BEFORE && pc >= placeEnds) {
            place = Place.AFTER;
        }
        return switch (it.op()) {
            case SW, SD -> it.rs1() != SP || push(source(it.rs2()), it.imm());
            case FSW, FSD -> it.rs1() != SP || push(Optional.of(Inspector.F0 + it.rs2()), it.imm());
            case BEQ, BNE, BLT, BGE, BLTU, BGEU -> branch(pc, it.imm());
            case JAL, JALR, MRET, SRET, ECALL, EBREAK -> false;
            case ADDI -> it.rd() == SP ? it.rs1() == SP && makeRoom(-it.imm()) : load(it.rd(), Optional.empty());
            case CSRRS -> load(it.rd(), Optional.of(Inspector.CSR0 + it.imm()));
            default -> load(it.rd(), Optional.empty());
        };
    }

    private Optional<Integer> source(int register) {
        return loaded.getOrDefault(register, Optional.of(register));
    }

    private boolean push(Optional<Integer> register, int offset) {
        register.ifPresent(number -> stores.add(new Store(number, depth - offset, place)));
        return place != Place.NOTHING;
    }

    private boolean makeRoom(int bytes) {
        depth += bytes;
        more += place == Place.MORE ? bytes : 0;
        return place != Place.NOTHING;
    }

    private boolean load(int register, Optional<Integer> csr) {
        loaded.put(register, csr);
        return register != SP;
    }

    private boolean branch(long pc, int distance) {
        boolean inside = place == Place.MORE || place == Place.NOTHING;
        place = place == Place.BEFORE ? Place.MORE : Place.NOTHING;
        placeEnds = pc + distance;
        return distance > 0 && !inside;
    }

    /** The registers of a task whose control block says {@code sp}. */
    SavedRegisters below(long sp, GuestWords memory) {
        int missing = more > 0 && !hasMore(sp, memory) ? more : 0;
        Map<Integer, Long> slots = new HashMap<>();
        for (Store store : stores) {
            if (store.place() != Place.MORE || missing == 0) {
                slots.put(store.register(), address(store, sp, missing));
            }
        }
        slots.put(Inspector.PC, sp); // stored once it is known whether the trap was an interrupt
        return new SavedRegisters(slots, Map.of(Register.ZERO.gdb(), 0L, SP, sp + depth - missing));
    }

    private boolean hasMore(long sp, GuestWords memory) {
        return stores.stream()
                .filter(store -> store.register() == MSTATUS && store.place() == Place.AFTER)
                .map(store -> memory.at(address(store, sp, 0)))
                .anyMatch(status -> status.isPresent() && (status.getAsLong() >> FS_SHIFT & 3) == FS_DIRTY);
    }

    private long address(Store store, long sp, int missing) {
        return sp + depth - store.depth() - (store.place() == Place.BEFORE ? missing : 0);
    }
}
