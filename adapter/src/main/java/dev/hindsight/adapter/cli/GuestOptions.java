package dev.hindsight.adapter.cli;

import dev.hindsight.emulator.GuestConfig;
import dev.hindsight.emulator.GuestException;
import dev.hindsight.emulator.GuestFiles;
import dev.hindsight.emulator.MachineConfig;
import dev.hindsight.emulator.MovedFiles;
import dev.hindsight.emulator.Size;
import dev.hindsight.emulator.StartDate;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
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

    @Parameters(
            paramLabel = "ELF",
            arity = "0..1",
            description = "The program: a RISC-V executable, 32 or 64 bit. Or, instead of it:")
    private @Nullable Path program;

    @Option(
            names = "--kernel",
            paramLabel = "IMAGE",
            description = "A kernel, ELF or raw image, which the firmware starts.")
    private @Nullable Path kernel;

    @Option(
            names = "--bios",
            paramLabel = "FILE",
            description = "The firmware, at the start of RAM. Without it, Hindsight's own firmware starts the kernel.")
    private @Nullable Path bios;

    @Option(names = "--initrd", paramLabel = "FILE", description = "The kernel's initial RAM disk.")
    private @Nullable Path initrd;

    @Option(names = "--append", paramLabel = "TEXT", description = "The kernel's command line.")
    private @Nullable String append;

    @Option(
            names = "--board",
            paramLabel = "NAME|FILE",
            defaultValue = MachineConfig.VIRT,
            description =
                    "The board: virt (QEMU's), virt-legacy (for guests that need legacy virtio; in a board file: virtio "
                            + "legacy), fe310, fe310b, or a file that describes one (default: ${DEFAULT-VALUE}).")
    private String board;

    @Option(
            names = "--isa",
            paramLabel = "NAME",
            description = "The instruction set, such as rv64gc_zba (default: chosen by the board and the ELF).")
    private @Nullable String isa;

    @Option(
            names = "--harts",
            paramLabel = "N",
            defaultValue = "1",
            description = "Number of harts, 1 to 8 (default: ${DEFAULT-VALUE}).")
    private int harts;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            converter = Bytes.class,
            description = "Size of RAM (default: the board's; 128M on virt).")
    private @Nullable Long memory;

    @Option(
            names = "--drive",
            paramLabel = "FILE",
            description = "A disk image. It is never written: what the guest writes is kept in history. Repeatable.")
    private List<Path> drives = List.of();

    @Option(
            names = "--rtc",
            paramLabel = "DATE",
            defaultValue = "2026-01-01",
            converter = Start.class,
            description = "The guest's date at reset, or seconds since 1970 (default: ${DEFAULT-VALUE}).")
    private long start;

    @Option(
            names = "--history",
            paramLabel = "SIZE",
            defaultValue = "256M",
            converter = Bytes.class,
            description = "Host memory for recorded history (default: ${DEFAULT-VALUE}).")
    private long history;

    @Option(
            names = "--clock",
            paramLabel = "RATE",
            defaultValue = "1e9",
            converter = Rate.class,
            description = "Steps per second of guest time (default: ${DEFAULT-VALUE}).")
    private long clock;

    @Option(
            names = "--no-pace",
            negatable = false,
            description = "Do not wait for the host's clock while the guest sleeps.")
    private boolean unpaced;

    @Option(
            names = "--no-htif",
            description = "Treat the symbol tohost as an ordinary variable. By default the program prints and exits by "
                    + "storing to it, as on Spike.")
    private boolean deaf;

    /** The configuration; what no machine can have is wrong usage. */
    GuestConfig config() {
        try {
            MachineConfig machine = new MachineConfig(
                    board, Optional.ofNullable(isa), harts, optional(memory), drives, start, clock, !deaf);
            return new GuestConfig(files(), machine, history, !unpaced);
        } catch (GuestException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** Where the files of a recording are now, as far as it is said. */
    MovedFiles moved() {
        return new MovedFiles(
                Optional.ofNullable(program),
                Optional.ofNullable(kernel),
                Optional.ofNullable(bios),
                Optional.ofNullable(initrd),
                MachineConfig.boardFile(board),
                drives);
    }

    /** The configuration of a recording, with what is said here of this host: the memory for history, and pacing. */
    GuestConfig replaying(GuestConfig recorded) {
        if (MachineConfig.boardFile(board).isEmpty()) {
            refuseOther("--board", board, recorded.machine().board());
        }
        refuseOther("--isa", isa, recorded.machine().isa().orElse(null));
        refuseOther("--harts", harts, recorded.machine().harts());
        refuseOther("--memory", optional(memory), recorded.machine().memory());
        refuseOther("--rtc", start, recorded.machine().start());
        refuseOther("--clock", clock, recorded.machine().stepsPerSecond());
        refuseOther("--no-htif", deaf, !recorded.machine().htif());
        refuseOther("--append", append, recorded.files().arguments().orElse(null));
        GuestConfig config = isGiven("--history") ? recorded.withHistory(history) : recorded;
        return unpaced ? config.unpaced() : config;
    }

    private void refuseOther(String option, @Nullable Object given, @Nullable Object recorded) {
        if (isGiven(option) && !Objects.equals(given, recorded)) {
            throw new ParameterException(
                    spec.commandLine(),
                    option + " differs from the recording; leave it out, the recording holds this setting");
        }
    }

    private boolean isGiven(String option) {
        return spec.commandLine().getParseResult().hasMatchedOption(option);
    }

    private GuestFiles files() {
        return new GuestFiles(
                Optional.ofNullable(program),
                Optional.ofNullable(kernel),
                Optional.ofNullable(bios),
                Optional.ofNullable(initrd),
                Optional.ofNullable(append));
    }

    private static OptionalLong optional(@Nullable Long number) {
        return number == null ? OptionalLong.empty() : OptionalLong.of(number);
    }

    private static final class Start implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            try {
                return StartDate.parse(text);
            } catch (GuestException e) {
                throw new TypeConversionException(e.getMessage());
            }
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
