package dev.hindsight.adapter.cli;

import dev.hindsight.emulator.GuestConfig;
import dev.hindsight.emulator.GuestException;
import dev.hindsight.emulator.Size;
import java.math.BigDecimal;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import picocli.CommandLine.TypeConversionException;

/** GUEST: the program and the machine to run it on, for every command that starts one. */
final class GuestOptions {
    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Parameters(paramLabel = "ELF", description = "The program: a RISC-V executable, 32 or 64 bit.")
    private Path program;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            defaultValue = "128M",
            converter = Bytes.class,
            description = "RAM at 0x80000000 (default: ${DEFAULT-VALUE}).")
    private long memory;

    @Option(
            names = "--history",
            paramLabel = "SIZE",
            defaultValue = "256M",
            converter = Bytes.class,
            description = "Host memory that recorded history may take (default: ${DEFAULT-VALUE}).")
    private long history;

    @Option(
            names = "--clock",
            paramLabel = "RATE",
            defaultValue = "1e9",
            converter = Rate.class,
            description = "Steps that make a second of guest time (default: ${DEFAULT-VALUE}).")
    private long clock;

    @Option(
            names = "--no-pace",
            negatable = false,
            description = "Do not wait for the host's clock where the guest sleeps.")
    private boolean unpaced;

    /** The configuration; what no machine can have is wrong usage. */
    GuestConfig config() {
        try {
            return new GuestConfig(program, memory, history, clock, !unpaced);
        } catch (GuestException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private static final class Bytes implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            try {
                return Size.parse(text);
            } catch (GuestException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    private static final class Rate implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            try {
                return new BigDecimal(text).longValueExact();
            } catch (ArithmeticException | NumberFormatException e) {
                throw new TypeConversionException("\"" + text + "\" is not a whole number of steps, as in 1e9");
            }
        }
    }
}
