package dev.hindsight.emulator.rtos;

import dev.hindsight.emulator.isa.Decoder;
import dev.hindsight.emulator.isa.Register;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.MachineInfo.Symbol;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How Zephyr's RISC-V port switches threads, and where it leaves their registers.
 *
 * <p>[Zephyr arch/riscv/core] {@code z_riscv_switch(to, from)} keeps in {@code from} what a function must leave as it was,
 * then takes the stack of {@code to}. A thread that gave the hart away goes on where that function returns to. One that
 * was interrupted returns into the trap handler, which has the other registers in a frame on the thread's stack; and so
 * does one that has not run yet.
 */
final class ZephyrSwitch {
    private static final int ZERO = Register.ZERO.gdb();
    private static final int RA = Register.RA.gdb();
    private static final int SP = Register.SP.gdb();
    /** The argument that is the thread which gives the hart away. */
    private static final int FROM = Register.A1.gdb();
    /** What a function leaves as it was. */
    private static final List<Integer> KEPT = Stream.concat(
                    Stream.of(RA, SP),
                    IntStream.rangeClosed(0, 11)
                            .mapToObj(number -> Register.valueOf("S" + number).gdb()))
            .toList();

    private final Optional<Symbol> begin;
    private final Optional<Symbol> handler;
    private final Optional<Symbol> inHandler;
    private final Decoder decoder;

    ZephyrSwitch(Symbols symbols, Decoder decoder) {
        this.begin = symbols.named("z_riscv_switch");
        this.handler = symbols.named("_isr_wrapper");
        this.inHandler = symbols.named("z_riscv_thread_start");
        this.decoder = decoder;
    }

    /** The address of the last instruction on the stack of the thread that gives the hart away. */
    OptionalLong last(GuestWords memory) {
        return begin.map(symbol -> ZephyrSaveCode.at(symbol.address(), FROM, memory, decoder)
                        .takesStack())
                .orElse(OptionalLong.empty());
    }

    /** The thread that gives hart 0 away, which is in the middle of it. */
    OptionalLong from(GuestWords memory) {
        long pc = memory.register(Inspector.PC);
        boolean isNear =
                begin.isPresent() && Long.compareUnsigned(pc - begin.get().address(), ZephyrSaveCode.LONGEST) < 0;
        OptionalLong last = isNear ? last(memory) : OptionalLong.empty();
        return last.isPresent() && Long.compareUnsigned(pc, last.getAsLong()) <= 0
                ? OptionalLong.of(memory.register(FROM))
                : OptionalLong.empty();
    }

    /** The registers of a thread that does not run. */
    SavedRegisters saved(long thread, GuestWords memory) {
        Map<Integer, Long> slots = new HashMap<>();
        begin.ifPresent(symbol -> ZephyrSaveCode.at(symbol.address(), FROM, memory, decoder)
                .stores()
                .forEach((register, offset) -> slots.put(register, thread + offset)));
        slots.keySet().retainAll(KEPT);
        Long raAt = slots.get(RA);
        Long spAt = slots.get(SP);
        if (raAt == null || spAt == null) {
            return SavedRegisters.UNKNOWN;
        }
        slots.put(Inspector.PC, raAt);
        OptionalLong sp = memory.at(spAt);
        ZephyrSaveCode frame = sp.isPresent() ? frame(memory.at(raAt), memory) : ZephyrSaveCode.NONE;
        if (!frame.stores().containsKey(Inspector.PC)) {
            return new SavedRegisters(slots, Map.of(ZERO, 0L));
        }
        long end = sp.orElse(0) + frame.room();
        frame.stores().forEach((register, offset) -> slots.put(register, end + offset));
        slots.remove(SP);
        return new SavedRegisters(slots, Map.of(ZERO, 0L, SP, end));
    }

    /** What the trap handler saves, for a thread that is to return there. */
    private ZephyrSaveCode frame(OptionalLong returns, GuestWords memory) {
        boolean isInHandler = returns.isPresent()
                && inHandler
                        .filter(symbol -> symbol.address() == returns.getAsLong())
                        .isPresent();
        return isInHandler && handler.isPresent()
                ? ZephyrSaveCode.at(handler.get().address(), SP, memory, decoder)
                : ZephyrSaveCode.NONE;
    }
}
