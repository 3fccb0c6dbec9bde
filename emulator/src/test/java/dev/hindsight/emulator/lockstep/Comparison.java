package dev.hindsight.emulator.lockstep;

import dev.hindsight.emulator.isa.Disassembler;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds the first case of which two runs of a program left different things in memory, and tells of it. */
final class Comparison {
    private final LoggingProgram program;
    private final ByteBuffer theirs;
    private final ByteBuffer ours;

    Comparison(LoggingProgram program, byte[] theirs, byte[] ours) {
        this.program = program;
        this.theirs = ByteBuffer.wrap(theirs).order(ByteOrder.LITTLE_ENDIAN);
        this.ours = ByteBuffer.wrap(ours).order(ByteOrder.LITTLE_ENDIAN);
    }

    Optional<String> difference() {
        adoptCausesOfAtomics();
        int log = mismatch(LoggingProgram.LOG, LoggingProgram.TRAPS);
        int trap = mismatch(LoggingProgram.TRAPS, LoggingProgram.SCRATCH);
        if (log < 0 && trap < 0) {
            int at = mismatch(0, LoggingProgram.END);
            return at < 0 ? Optional.empty() : Optional.of(bytes(at, at & -8));
        }
        boolean loggedFirst =
                trap < 0 || log >= 0 && logger(log).code() < trapper(trap).code();
        return Optional.of(loggedFirst ? logged(log) : trapped(trap));
    }

    private int mismatch(int from, int end) {
        int at = Arrays.mismatch(theirs.array(), from, end, ours.array(), from, end);
        return at < 0 ? at : from + at;
    }

    /** For what an AMO cannot do, QEMU 7.2 blames the load, the specification the store. [Priv 1.12 §3.1.15] */
    private void adoptCausesOfAtomics() {
        int word = program.wordSize();
        for (int record = LoggingProgram.TRAPS; ours.getInt(record + 3 * word) != 0; record += 4 * word) {
            int pc = ours.getInt(record + 3 * word) - (int) LoggingProgram.BASE;
            boolean atomic = pc >= 0 && pc < LoggingProgram.OPERANDS && (ours.getInt(pc) & 0x7f) == 0x2f;
            int cause = ours.getInt(record);
            if (atomic && (cause == 6 || cause == 7 || cause == 15) && theirs.getInt(record) == cause - 2) {
                theirs.putInt(record, cause);
            }
        }
    }

    private String logged(int at) {
        LoggingProgram.Case of = logger(at);
        return "%s%n%s".formatted(text(of), bytes(at, of.log()));
    }

    private String trapped(int at) {
        return "%s%ncause, tval, status, epc%n%s".formatted(text(trapper(at)), bytes(at, record(at)));
    }

    private LoggingProgram.Case logger(int at) {
        return last(each -> each.log() <= at);
    }

    /** The case to which the earlier of both traps belongs; one of them may not have happened. */
    private LoggingProgram.Case trapper(int at) {
        int epc = record(at) + 3 * program.wordSize();
        int our = ours.getInt(epc) - (int) LoggingProgram.BASE;
        int their = theirs.getInt(epc) - (int) LoggingProgram.BASE;
        int first = Integer.compareUnsigned(our, their) < 0 ? our : their;
        return last(each -> each.code() <= first);
    }

    private int record(int at) {
        return at - (at - LoggingProgram.TRAPS) % (4 * program.wordSize());
    }

    private LoggingProgram.Case last(Predicate<LoggingProgram.Case> wanted) {
        LoggingProgram.Case found = program.cases().get(0);
        for (LoggingProgram.Case each : program.cases()) {
            found = wanted.test(each) ? each : found;
        }
        return found;
    }

    private String text(LoggingProgram.Case of) {
        List<LoggingProgram.Case> all = program.cases();
        int end = all.get(Math.min(all.indexOf(of) + 1, all.size() - 1)).code();
        int operandsEnd = all.get(Math.min(all.indexOf(of) + 1, all.size() - 1)).operands();
        Disassembler disassembler = new Disassembler(program.isa().xlen());
        StringBuilder text = new StringBuilder();
        for (int at = of.code(); at < end; ) {
            int bits = ours.getShort(at) & 0xffff | ours.getShort(at + 2) << 16;
            long pc = LoggingProgram.BASE + at;
            text.append("0x%x: %s%n".formatted(pc, disassembler.disassemble(pc, bits)));
            at += Disassembler.length(bits);
        }
        return text + "operands: " + words(ours, of.operands(), operandsEnd);
    }

    private String bytes(int at, int from) {
        int end = from + 4 * Math.max(8, program.wordSize());
        return "different at 0x%x%ntheirs: %s%nours:   %s"
                .formatted(LoggingProgram.BASE + at, words(theirs, from, end), words(ours, from, end));
    }

    private String words(ByteBuffer memory, int from, int end) {
        StringBuilder text = new StringBuilder();
        for (int at = from; at + program.wordSize() <= end; at += program.wordSize()) {
            text.append(
                    program.wordSize() == 8 ? "%x ".formatted(memory.getLong(at)) : "%x ".formatted(memory.getInt(at)));
        }
        return text.toString();
    }
}
