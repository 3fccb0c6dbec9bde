package dev.hindsight.adapter.symbols;

import dev.hindsight.adapter.dwarf.At;
import dev.hindsight.adapter.dwarf.CompilationUnit;
import dev.hindsight.adapter.dwarf.Entry;
import dev.hindsight.adapter.dwarf.LineProgram;
import dev.hindsight.adapter.dwarf.Range;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongPredicate;

/** One compilation unit with what was worked out about it so far. */
final class DebugUnit {
    private static final int DW_LANG_MIPS_ASSEMBLER = 0x8001; // what the GNU assembler says on every machine
    private static final int DW_LANG_ASSEMBLY = 0x31;

    private final CompilationUnit unit;
    private final LongPredicate isCode;
    private final Warnings warnings;
    private final Lazy<Optional<LineProgram>> program;
    private final Lazy<Optional<LineTable>> lines;
    private final Lazy<UnitFunctions> functions;
    private final Lazy<UnitNames> names;

    DebugUnit(CompilationUnit unit, LongPredicate isCode, Warnings warnings) {
        this.unit = unit;
        this.isCode = isCode;
        this.warnings = warnings;
        this.program = Lazy.of(() -> warnings.guard(this::readProgram, Optional.empty()));
        this.lines = Lazy.of(() -> warnings.guard(this::readLines, Optional.empty()));
        this.functions = Lazy.of(() -> new UnitFunctions(this));
        this.names = Lazy.of(() -> warnings.guard(() -> new UnitNames(entries()), new UnitNames(List.of())));
    }

    private Optional<LineProgram> readProgram() {
        OptionalLong offset = unit.lineProgram();
        return offset.isEmpty() ? Optional.empty() : Optional.of(new LineProgram(unit, offset.getAsLong()));
    }

    private Optional<LineTable> readLines() {
        return program.get().map(it -> new LineTable(it, isCode));
    }

    CompilationUnit unit() {
        return unit;
    }

    Warnings warnings() {
        return warnings;
    }

    /** The entries at the top; none where they cannot be read. */
    List<Entry> entries() {
        return warnings.guard(() -> unit.root().children(), List.of());
    }

    Optional<LineTable> lines() {
        return lines.get();
    }

    /** The files that the unit's lines and declarations refer to. */
    List<String> files() {
        return program.get().map(LineProgram::files).orElse(List.of());
    }

    UnitFunctions functions() {
        return functions.get();
    }

    /** Whether the source is assembler, which has no prologues. */
    boolean isAssembler() {
        long language = warnings.guard(() -> unit.root().number(At.LANGUAGE), OptionalLong.empty())
                .orElse(0);
        return language == DW_LANG_MIPS_ASSEMBLER || language == DW_LANG_ASSEMBLY;
    }

    UnitNames names() {
        return names.get();
    }

    /** The addresses of the unit's code. */
    List<Range> codeRanges() {
        return warnings.guard(() -> codeRanges(unit.root()), List.of());
    }

    /** The addresses of an entry's code, without code that the linker discarded. */
    List<Range> codeRanges(Entry entry) {
        return warnings.guard(
                () -> entry.ranges().stream()
                        .filter(range -> isCode.test(range.start()))
                        .toList(),
                List.of());
    }

    /** The path of the file in which an entry is declared; empty if that is unknown. */
    String declarationFile(Entry entry) {
        return file(Origins.find(
                        entry, it -> Optional.of(it.number(At.DECL_FILE)).filter(OptionalLong::isPresent))
                .orElse(OptionalLong.empty()));
    }

    /** The path of a file by its number. */
    String file(OptionalLong number) {
        return number.isEmpty()
                ? ""
                : program.get().map(it -> it.file((int) number.getAsLong())).orElse("");
    }
}
