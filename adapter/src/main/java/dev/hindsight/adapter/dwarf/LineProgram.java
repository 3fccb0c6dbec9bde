package dev.hindsight.adapter.dwarf;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The line number program of a unit: which source line each instruction belongs to [DWARF5 6.2]. */
public final class LineProgram {
    private final CompilationUnit unit;
    private final LineHeader header;
    private @Nullable List<LineRow> rows;

    public LineProgram(CompilationUnit unit, long offset) {
        this.unit = unit;
        this.header = new LineHeader(unit, offset);
    }

    /** The path of a file by its number, made absolute as far as the compiler said; empty if there is none. */
    public String file(int number) {
        return header.file(number);
    }

    /** All files, by number. */
    public List<String> files() {
        return header.files();
    }

    /** All rows in the order of the program; addresses rise within a sequence. The first call runs the program. */
    public List<LineRow> rows() {
        if (rows == null) {
            rows = new Run().rows();
        }
        return rows;
    }

    /** One run: the registers of the state machine [DWARF5 6.2.2]. */
    private final class Run {
        private final Cursor cursor = header.program.at(header.program.position());
        private final List<LineRow> rows = new ArrayList<>();
        private long address;
        private int file = 1;
        private int line = 1;
        private int column;
        private boolean isStatement = header.defaultIsStatement;
        private boolean prologueEnd;

        List<LineRow> rows() {
            while (cursor.hasMore()) {
                int opcode = cursor.u8();
                if (opcode >= header.opcodeBase) {
                    special(opcode - header.opcodeBase);
                } else if (opcode == 0) {
                    extended();
                } else {
                    standard(opcode);
                }
            }
            return List.copyOf(rows);
        }

        /** [DWARF5 6.2.5.1] */
        private void special(int adjusted) {
            advance(adjusted / range());
            line += header.lineBase + adjusted % range();
            emit(false);
        }

        private int range() {
            if (header.lineRange == 0) {
                throw cursor.fail("the line range is zero");
            }
            return header.lineRange;
        }

        private void advance(long operations) {
            address += operations * header.minimumInstructionLength;
        }

        private void emit(boolean endSequence) {
            rows.add(new LineRow(address, file, line, column, isStatement, prologueEnd, endSequence));
            prologueEnd = false;
        }

        /** [DWARF5 6.2.5.2] */
        private void standard(int opcode) {
            switch (opcode) {
                case 1 -> emit(false); // DW_LNS_copy
                case 2 -> advance(cursor.uleb()); // DW_LNS_advance_pc
                case 3 -> line += (int) cursor.sleb(); // DW_LNS_advance_line
                case 4 -> file = cursor.ulebInt(); // DW_LNS_set_file
                case 5 -> column = cursor.ulebInt(); // DW_LNS_set_column
                case 6 -> isStatement = !isStatement; // DW_LNS_negate_stmt
                case 7 -> {} // DW_LNS_set_basic_block
                case 8 -> advance((255 - header.opcodeBase) / range()); // DW_LNS_const_add_pc
                case 9 -> address += cursor.u16(); // DW_LNS_fixed_advance_pc: not scaled
                case 10 -> prologueEnd = true; // DW_LNS_set_prologue_end
                case 11 -> {} // DW_LNS_set_epilogue_begin
                case 12 -> cursor.uleb(); // DW_LNS_set_isa
                default -> skipOperands(header.operandCounts[opcode]);
            }
        }

        private void skipOperands(int count) {
            for (int index = 0; index < count; index++) {
                cursor.uleb();
            }
        }

        /** [DWARF5 6.2.5.3] */
        private void extended() {
            Cursor operation = cursor.take(cursor.uleb());
            if (!operation.hasMore()) {
                return;
            }
            int opcode = operation.u8();
            switch (opcode) {
                case 1 -> { // DW_LNE_end_sequence
                    emit(true);
                    reset();
                }
                case 2 -> address = operation.unsigned(operation.remaining()); // DW_LNE_set_address
                case 3 -> header.define(operation, unit); // DW_LNE_define_file
                default -> {} // DW_LNE_set_discriminator and what vendors add: nothing for us
            }
        }

        private void reset() {
            address = 0;
            file = 1;
            line = 1;
            column = 0;
            isStatement = header.defaultIsStatement;
            prologueEnd = false;
        }
    }
}
