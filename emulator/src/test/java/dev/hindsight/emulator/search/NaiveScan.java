package dev.hindsight.emulator.search;

import dev.hindsight.emulator.isa.Decoder;
import dev.hindsight.emulator.isa.Instruction;
import dev.hindsight.emulator.isa.Isa;
import dev.hindsight.emulator.isa.Op;
import dev.hindsight.emulator.machine.Event;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.Machine;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.machine.TimedInspector;
import dev.hindsight.emulator.machine.Watch;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Steps a machine and judges each step by what an inspector shows before and after it, by nothing that the machine says
 * of itself.
 */
final class NaiveScan {
    private static final int MINSTRET = Inspector.CSR0 + 0xb02;
    private static final int MCAUSE = Inspector.CSR0 + 0x342;
    private static final int SCAUSE = Inspector.CSR0 + 0x142;
    private static final int MACHINE = 3;
    private static final int RA = 1;

    private final Machine machine;
    private final Decoder decoder;
    private final int xlen;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    NaiveScan(Machine machine) {
        this.machine = machine;
        this.xlen = machine.info().xlen();
        this.decoder = new Decoder(Isa.parse(machine.info().isa()));
    }

    byte[] output() {
        return output.toByteArray();
    }

    /** The steps of [now, end) that each of {@code wanted} is met in; ends early where the guest does. */
    List<List<Long>> run(long end, List<StopPoints> wanted) {
        List<List<Long>> hits =
                wanted.stream().<List<Long>>map(stops -> new ArrayList<>()).toList();
        while (machine.steps() < end) {
            Step step = step(wanted);
            if (machine.steps() == step.number()) {
                break;
            }
            for (int i = 0; i < hits.size(); i++) {
                if (step.meets(wanted.get(i))) {
                    hits.get(i).add(step.number());
                }
            }
        }
        return hits;
    }

    private Step step(List<StopPoints> wanted) {
        Step step = new Step(machine.inspect(), wanted);
        machine.run(machine.steps() + 1, StopPoints.NONE);
        step.shownBefore = output.size();
        machine.drain().forEach(each -> output.write(each.value()));
        return step;
    }

    private final class Step {
        private final long number;
        private final int hart;
        private final long pc;
        private final long mode;
        private final long retired;
        private final Optional<Instruction> instruction;
        private final List<List<byte[]>> watched;
        private int shownBefore;

        Step(TimedInspector before, List<StopPoints> wanted) {
            number = before.steps();
            hart = before.nextHart() < 0 ? 0 : before.nextHart();
            pc = before.pc(hart);
            mode = value(before, Inspector.PRIV);
            retired = value(before, MINSTRET);
            instruction = decode(before.read(hart, pc, 4));
            watched = wanted.stream()
                    .map(stops -> stops.watches().stream()
                            .map(watch -> bytes(before, watch))
                            .toList())
                    .toList();
            this.wanted = wanted;
        }

        private final List<StopPoints> wanted;

        long number() {
            return number;
        }

        private long value(Inspector now, int register) {
            return now.register(hart, register).orElse(0);
        }

        private byte[] bytes(Inspector now, Watch watch) {
            return now.read(hart, watch.address(), (int) watch.length());
        }

        boolean meets(StopPoints stops) {
            Inspector after = machine.inspect();
            return stops.hasBreakpoint(pc) && !interrupted(after)
                    || stops.events().stream().anyMatch(event -> meets(event, after))
                    || changes(stops, after);
        }

        /** Only watches for changes: nobody can see a write that leaves things as they were. */
        private boolean changes(StopPoints stops, Inspector after) {
            List<byte[]> before = watched.get(wanted.indexOf(stops));
            for (int i = 0; i < before.size(); i++) {
                if (!Arrays.equals(before.get(i), bytes(after, stops.watches().get(i)))) {
                    return true;
                }
            }
            return false;
        }

        private boolean trapped(Inspector after) {
            return value(after, MINSTRET) == retired && !isWrite();
        }

        private boolean isWrite() {
            return instruction
                    .filter(it -> it.op().name().startsWith("CSR") && (it.imm() & 0xfff) == MINSTRET - Inspector.CSR0)
                    .isPresent();
        }

        private long cause(Inspector after) {
            return value(after, value(after, Inspector.PRIV) == MACHINE ? MCAUSE : SCAUSE);
        }

        private boolean interrupted(Inspector after) {
            return trapped(after) && cause(after) < 0;
        }

        private boolean meets(Event event, Inspector after) {
            if (event instanceof Event.Traps traps) {
                return trapped(after) && traps.wants((int) cause(after) & 63, cause(after) < 0);
            }
            if (event instanceof Event.ModeChange change) {
                return change.wants((int) mode, (int) value(after, Inspector.PRIV));
            }
            if (event instanceof Event.Shown text) {
                return showed(text.text().toArray());
            }
            if (event instanceof Event.Call call) {
                boolean jumped = !trapped(after) && isIn(call.entry(), call.end()) && jumpsWithoutLink();
                return unsigned(after.pc(hart)) == call.entry() && !jumped;
            }
            Event.Return from = (Event.Return) event;
            return !trapped(after) && isIn(from.entry(), from.end()) && returns();
        }

        private boolean showed(byte[] text) {
            byte[] all = output.size() == shownBefore ? new byte[0] : output.toByteArray();
            return IntStream.range(Math.max(shownBefore, text.length - 1), all.length)
                    .anyMatch(last -> Arrays.equals(all, last + 1 - text.length, last + 1, text, 0, text.length));
        }

        private boolean isIn(long entry, long end) {
            return unsigned(pc) >= entry && unsigned(pc) < end;
        }

        private boolean jumpsWithoutLink() {
            return instruction
                    .filter(it -> it.op().name().matches("BEQ|BNE|BLTU?|BGEU?")
                            || (it.op() == Op.JAL || it.op() == Op.JALR) && it.rd() == 0)
                    .isPresent();
        }

        private boolean returns() {
            return instruction
                    .filter(it -> it.op() == Op.MRET
                            || it.op() == Op.SRET
                            || it.op() == Op.JALR && it.rd() == 0 && it.rs1() == RA && it.imm() == 0)
                    .isPresent();
        }
    }

    private long unsigned(long pc) {
        return xlen == 64 ? pc : pc & 0xffff_ffffL;
    }

    private Optional<Instruction> decode(byte[] bytes) {
        int bits = 0;
        for (int i = bytes.length - 1; i >= 0; i--) {
            bits = bits << 8 | bytes[i] & 0xff;
        }
        return bytes.length < 2 ? Optional.empty() : decoder.decode(Decoder.length(bits) == 4 ? bits : bits & 0xffff);
    }
}
