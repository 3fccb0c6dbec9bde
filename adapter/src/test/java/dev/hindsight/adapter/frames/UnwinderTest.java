package dev.hindsight.adapter.frames;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.adapter.symbols.Fixtures;
import dev.hindsight.adapter.symbols.Program;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class UnwinderTest {
    static final List<String> FIXTURES = Fixtures.ALL;

    @ParameterizedTest
    @FieldSource("FIXTURES")
    void theStackIsTheOneThatGdbShows(String fixture) {
        var moment = new Moment(fixture);

        Stack stack = new Unwinder(moment.program()).unwind(moment, moment, 100);

        assertThat(stack.frames())
                .extracting(frame -> "%s %s:%d"
                        .formatted(
                                frame.name(),
                                frame.line().orElseThrow().fileName(),
                                frame.line().orElseThrow().line()))
                .isEqualTo(moment.gdb("backtrace"));
        assertThat(stack.end()).endsWith(".");
    }

    @Test
    void aLimitCutsTheStack() {
        var moment = new Moment("rv64-O0");

        Stack stack = new Unwinder(moment.program()).unwind(moment, moment, 2);

        assertThat(stack.frames()).extracting(Frame::name).containsExactly("leaf", "sum");
        assertThat(stack.end()).isEqualTo("There are more frames than were asked for.");
    }

    @Test
    void everyCallHasItsOwnFrameAddress() {
        var moment = new Moment("rv64-Og");

        Stack stack = new Unwinder(moment.program()).unwind(moment, moment, 100);

        assertThat(stack.frames().subList(0, 6))
                .extracting(frame -> frame.cfa().orElseThrow())
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @Test
    void registersOfCallersAreThoseThatWereSaved() {
        var moment = new Moment("rv64-O0");

        Frame caller = new Unwinder(moment.program())
                .unwind(moment, moment, 100)
                .frames()
                .get(2);

        assertThat(caller.registers().savedAt(8)).isPresent();
        assertThat(caller.registers().read(2)).isNotEqualTo(moment.read(2));
        assertThat(caller.registers().isLive(9)).isTrue();
    }

    @Test
    void registersThatACallMayOverwriteAreUnknownInTheCaller() {
        var moment = new Moment("rv64-O0");
        var withFloats = new dev.hindsight.adapter.symbols.Registers() {
            @Override
            public long pc() {
                return moment.pc();
            }

            @Override
            public OptionalLong read(int number) {
                return number < F0 ? moment.read(number) : OptionalLong.of(1);
            }
        };

        FrameRegisters caller = new Unwinder(moment.program())
                .unwind(withFloats, moment, 100)
                .frames()
                .get(1)
                .registers();

        assertThat(List.of(1, 5, 7, 10, 17, 28, 31))
                .noneMatch(it -> caller.read(it).isPresent());
        assertThat(List.of(2, 3, 4, 8, 9, 18, 27))
                .allMatch(it -> caller.read(it).isPresent());
        assertThat(List.of(32, 40, 63)) // with lp64, functions may overwrite fs0 too
                .noneMatch(it -> caller.read(it).isPresent());
        assertThat(caller.read(dev.hindsight.adapter.symbols.Registers.CSR0)).isPresent();
    }

    @Test
    void memoryThatCannotBeReadEndsTheStackWithAReason() {
        var moment = new Moment("rv64-O0");
        Unwinder unwinder = new Unwinder(moment.program());

        Stack stack = unwinder.unwind(moment, (address, length) -> new byte[0], 100);

        assertThat(stack.frames()).extracting(Frame::name).containsExactly("leaf", "sum");
        assertThat(stack.end()).isEqualTo("The return address is not known.");
    }

    @Test
    void inAssemblerTheCallerIsWhereRaPoints() {
        Program program = Fixtures.program("rv64-O0");
        long start = program.elf().symbol("_start").orElseThrow().address();
        var registers = new dev.hindsight.adapter.symbols.Registers() {
            @Override
            public long pc() {
                return start;
            }

            @Override
            public OptionalLong read(int number) {
                return OptionalLong.of(program.functionsNamed("main").get(0).low() + 4);
            }
        };

        Stack stack = new Unwinder(program).unwind(registers, (address, length) -> new byte[0], 100);

        assertThat(stack.frames()).extracting(Frame::name).startsWith("_start", "main");
    }

    @Test
    void aPcOutsideOfTheProgramIsOneFrameWithAReason() {
        Program program = Fixtures.program("rv64-O0");
        var registers = new dev.hindsight.adapter.symbols.Registers() {
            @Override
            public long pc() {
                return 0x1000;
            }

            @Override
            public OptionalLong read(int number) {
                return OptionalLong.of(0);
            }
        };

        Stack stack = new Unwinder(program).unwind(registers, (address, length) -> new byte[0], 100);

        assertThat(stack.frames()).extracting(Frame::name).containsExactly("0x1000");
        assertThat(stack.end()).endsWith(".");
    }
}
