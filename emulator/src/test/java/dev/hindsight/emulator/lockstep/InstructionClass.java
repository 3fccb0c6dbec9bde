package dev.hindsight.emulator.lockstep;

import dev.hindsight.emulator.isa.Decoder;
import dev.hindsight.emulator.isa.Extension;
import dev.hindsight.emulator.isa.Isa;
import dev.hindsight.emulator.isa.Op;
import dev.hindsight.emulator.isa.OperandFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What the oracle is asked about. */
enum InstructionClass {
    INTEGER(isa -> new CalculationCases(ops(isa, InstructionClass::calculates, Extension.I))),
    MULTIPLY(isa -> new CalculationCases(ops(isa, op -> true, Extension.M, Extension.ZMMUL))),
    BITS(isa -> new CalculationCases(
            ops(isa, op -> true, Extension.ZBA, Extension.ZBB, Extension.ZBC, Extension.ZBS, Extension.ZICOND))),
    FLOATS(isa -> new FloatCases(ops(isa, op -> true, Extension.F, Extension.D, Extension.ZFH, Extension.ZFHMIN))),
    JUMPS(isa -> new JumpCases()),
    COMPRESSED_JUMPS(isa -> new CompressedJumpCases(new Decoder(isa))),
    MEMORY(isa -> new MemoryCases(ops(isa, InstructionClass::accesses, Extension.I))),
    ATOMIC(isa -> new AtomicCases(ops(isa, op -> true, Extension.ZAAMO, Extension.ZALRSC))),
    COMPRESSED(isa -> new CompressedCases(new Decoder(isa))),
    ILLEGAL(isa -> new IllegalCases(new Decoder(isa))),
    CSRS(CsrCases::new),
    PRIVILEGES(LoggingProgram::inAllModes, PrivilegeCases::new),
    PAGES(LoggingProgram::inAllModes, isa -> new PageCases()),
    PROTECTION(LoggingProgram::inAllModes, isa -> new ProtectionCases());

    private static final Set<OperandFormat> CALCULATIONS =
            Set.of(OperandFormat.R, OperandFormat.I, OperandFormat.U, OperandFormat.SHIFT, OperandFormat.SHIFTW);

    private final Function<Isa, LoggingProgram> frame;
    private final Function<Isa, Cases> cases;

    InstructionClass(Function<Isa, Cases> cases) {
        this(LoggingProgram::inMachineMode, cases);
    }

    InstructionClass(Function<Isa, LoggingProgram> frame, Function<Isa, Cases> cases) {
        this.frame = frame;
        this.cases = cases;
    }

    /** A program of so many cases; the same seed makes the same program. */
    LoggingProgram program(Isa isa, long seed, int count) {
        LoggingProgram program = frame.apply(isa);
        Cases writer = cases.apply(isa);
        Dice dice = new Dice(31 * seed + ordinal());
        while (program.cases().size() < count) {
            writer.add(program, dice);
        }
        program.finish();
        return program;
    }

    private static List<Op> ops(Isa isa, Predicate<Op> wanted, Extension... of) {
        Set<Extension> extensions = Set.of(of);
        return Stream.of(Op.values())
                .filter(op -> op.existsIn(isa) && extensions.contains(op.extension()) && wanted.test(op))
                .toList();
    }

    private static boolean calculates(Op op) {
        return CALCULATIONS.contains(op.format());
    }

    private static boolean accesses(Op op) {
        return op.format() == OperandFormat.STORE || op.format() == OperandFormat.LOAD && op != Op.JALR;
    }
}
