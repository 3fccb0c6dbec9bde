package dev.hindsight.adapter.symbols;

import dev.hindsight.adapter.dwarf.Range;
import dev.hindsight.adapter.dwarf.Sections;
import dev.hindsight.emulator.elf.ElfFile;
import dev.hindsight.emulator.elf.Section;
import dev.hindsight.emulator.elf.Symbol;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The debug information of one program, read piece by piece as it is asked for.
 *
 * <p>It belongs to one thread. Damage never shows as an exception: the answer is less, and {@link #warnings} more.
 */
public final class Program {
    private final ElfFile elf;
    private final Sections sections;
    private final List<Range> code;
    private final Warnings warnings = new Warnings();
    private final DebugUnits units;
    private final Types types;
    private final Variables variables;
    private final Calls calls;

    private Program(ElfFile elf) {
        this.elf = elf;
        this.sections = new Sections(elf);
        this.code = elf.sections().stream()
                .filter(Section::isExecutable)
                .map(section -> new Range(section.address(), section.address() + section.size()))
                .toList();
        this.units = new DebugUnits(sections, this::isCode, warnings);
        this.types = new Types(warnings, addressSize(), units::type);
        this.variables = new Variables(types, warnings, usesAddressZero());
        this.calls = new Calls(units, elf, warnings);
        if (!hasDebugInformation()) {
            warnings.add("%s has no debug information; compile with -g to see its source.".formatted(elf.name()));
        }
    }

    /** Reads a program; a file that is no ELF is an {@code ElfException}, damaged debug information a warning. */
    public static Program load(Path path) {
        return of(ElfFile.read(path));
    }

    /** A file of which nothing is known, such as the image of a kernel. */
    public static Program unknown(String name) {
        return of(ElfFile.bare(name));
    }

    public static Program of(ElfFile elf) {
        return new Program(elf);
    }

    private boolean usesAddressZero() {
        return elf.sections().stream()
                .anyMatch(section -> section.isAllocated() && section.address() == 0 && section.size() > 0);
    }

    /** Whether the program has instructions there. */
    public boolean isCode(long address) {
        return code.isEmpty() || code.stream().anyMatch(range -> range.contains(address));
    }

    public boolean hasDebugInformation() {
        return !units.all().isEmpty();
    }

    /** Sentences for the user about debug information that is missing, damaged or of an unknown kind. */
    public List<String> warnings() {
        return warnings.sentences();
    }

    public ElfFile elf() {
        return elf;
    }

    /** The raw debug sections, for those who look for other things in them. */
    public Sections sections() {
        return sections;
    }

    /** Bytes in an address and a register: 4 or 8. */
    public int addressSize() {
        return elf.is64() ? 8 : 4;
    }

    /** The address as an unsigned one of this program: registers of a 32-bit machine come sign-extended. */
    public long canonical(long address) {
        return elf.is64() ? address : address & 0xFFFF_FFFFL;
    }

    /** Every source file that the line tables name, as {@link SourceLine#file()} writes it. */
    public List<String> sourceFiles() {
        return List.copyOf(units.byFile().keySet());
    }

    /** The source line of the instruction at the address. */
    public Optional<SourceLine> lineAt(long pc) {
        long address = canonical(pc);
        return units.at(address).flatMap(DebugUnit::lines).flatMap(lines -> lines.at(address));
    }

    /** The lines of the stretch of code without holes that holds the address, by rising address. */
    public List<SourceLine> linesAround(long pc) {
        long address = canonical(pc);
        return units.at(address)
                .flatMap(DebugUnit::lines)
                .map(lines -> lines.around(address))
                .orElse(List.of());
    }

    /**
     * Where to stop for a breakpoint on a line: each result's {@code start} is an address, its {@code line} the line in
     * truth, which is the next one with code where the line asked for has none.
     *
     * <p>There is one result for each function, inlined copy or instance that has the line; on a function's opening line
     * it is after the prologue. The file is one of {@link #filesLike}.
     */
    public List<SourceLine> breakpointsAt(String file, int line) {
        return breakpointsAt(filesLike(file), line);
    }

    /** The same, where it is known which of {@link #sourceFiles} are meant. */
    public List<SourceLine> breakpointsAt(Collection<String> files, int line) {
        return new BreakpointPlaces(this, units).at(files, line);
    }

    /** Those of {@link #sourceFiles} that share the most trailing folders with the path; empty where not even the name. */
    public List<String> filesLike(String path) {
        return FileMatch.best(path, units.byFile().keySet());
    }

    /** The function whose code holds the address; from the symbol table where debug information has none. */
    public Optional<Function> functionAt(long pc) {
        long address = canonical(pc);
        return described(address)
                .map(UnitFunctions.Described::function)
                .or(() -> elf.symbolAt(address)
                        .map(Symbol.Place::symbol)
                        .filter(symbol -> isCode(symbol.address()))
                        .map(this::fromSymbol));
    }

    private Optional<UnitFunctions.Described> described(long address) {
        return units.functionAt(address);
    }

    /** All functions of that name that have code of their own: statics of several files share one. */
    public List<Function> functionsNamed(String name) {
        List<Function> fromSymbols = elf.symbols().stream()
                .filter(symbol -> symbol.name().equals(name) && isCode(symbol.address()))
                .flatMap(symbol ->
                        functionAt(symbol.address()).stream().filter(function -> function.low() == symbol.address()))
                .distinct()
                .toList();
        return elf.symbols().isEmpty() ? units.functionsNamed(name) : fromSymbols;
    }

    private Function fromSymbol(Symbol symbol) {
        var range = new Range(symbol.address(), elf.end(symbol));
        return new Function(symbol.name(), List.of(range), symbol.address(), symbol.address(), "", 0);
    }

    /** The type of a function; without parameters and result where debug information has none. */
    public CType typeOf(Function function) {
        return described(function.low())
                .map(it -> types.of(it.entry()))
                .orElse(new CType.Function(CType.Void::new, List::of));
    }

    /** The scopes that hold the address: inlined copies from the innermost on, the function itself last. */
    public List<Scope> scopesAt(long pc) {
        long address = canonical(pc);
        return units.at(address)
                .flatMap(unit -> unit.functions()
                        .at(address)
                        .map(function ->
                                warnings.guard(() -> Scopes.at(unit, variables, function, address), List.<Scope>of())))
                .orElse(List.of());
    }

    /** What is known of the calls that functions make. */
    public Calls calls() {
        return calls;
    }

    /** A variable of file scope: that of the unit which holds the pc if it has one, else any. */
    public Optional<Variable> global(String name, long pc) {
        return warnings.guard(
                () -> units.variable(name, canonical(pc)).flatMap(entry -> variables.of(entry, Optional.empty())),
                Optional.empty());
    }

    /** All variables of file scope, by name. */
    public List<Variable> globals() {
        return warnings.guard(
                () -> units.variables().stream()
                        .flatMap(entry -> variables.of(entry, Optional.empty()).stream())
                        .toList(),
                List.of());
    }

    /** The enumeration that has an enumerator of that name. */
    public Optional<CType.Enumeration> enumerationOf(String enumerator) {
        return units.enumerationOf(enumerator)
                .map(types::of)
                .filter(CType.Enumeration.class::isInstance)
                .map(CType.Enumeration.class::cast);
    }

    /** A type as an expression may name it: {@code unsigned long}, {@code struct node}, {@code uint32_t}. */
    public Optional<CType> type(String name) {
        return new BaseTypes(addressSize())
                .named(name)
                .or(() -> units.type(name).map(types::of));
    }
}
