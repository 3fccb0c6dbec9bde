package dev.hindsight.adapter.dap;

import dev.hindsight.adapter.symbols.Function;
import dev.hindsight.adapter.symbols.Program;
import dev.hindsight.adapter.symbols.SourceLine;
import dev.hindsight.emulator.client.Client;
import dev.hindsight.emulator.isa.Disassembler;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.debug.DisassembleArguments;
import org.eclipse.lsp4j.debug.DisassembleResponse;
import org.eclipse.lsp4j.debug.DisassembledInstruction;
import org.eclipse.lsp4j.debug.DisassembledInstructionPresentationHint;

/** The topic of disassembly: always as many instructions as asked for, also where there is no memory. */
final class Disassembly {
    private static final int MOST = 10_000;
    private static final HexFormat BYTES = HexFormat.ofDelimiter(" ");

    private final Client target;
    private final Program program;
    private final StackFrames frames;
    private final Sources sources;
    private final ClientProfile client;
    private final Disassembler text;

    Disassembly(Client target, Program program, StackFrames frames, Sources sources, ClientProfile client) {
        this.target = target;
        this.program = program;
        this.frames = frames;
        this.sources = sources;
        this.client = client;
        this.text = new Disassembler(8 * program.addressSize());
    }

    DisassembleResponse disassemble(DisassembleArguments arguments) {
        int count = arguments.getInstructionCount();
        int first = arguments.getInstructionOffset() == null ? 0 : arguments.getInstructionOffset();
        if (count < 0 || count > MOST || Math.abs((long) first) > MOST) {
            throw new RequestException("At most %d instructions can be disassembled at a time.".formatted(MOST));
        }
        int offset = arguments.getOffset() == null ? 0 : arguments.getOffset();
        long base = program.canonical(DapAddresses.parse(arguments.getMemoryReference()) + offset);
        List<Long> addresses = new ArrayList<>();
        if (first < 0) {
            addresses.addAll(before(base, -first));
        }
        long next = base;
        int skipped = Math.max(first, 0);
        while (addresses.size() < (long) count + skipped) {
            addresses.add(next);
            next = program.canonical(next + length(next));
        }
        var response = new DisassembleResponse();
        response.setInstructions(addresses.subList(skipped, skipped + count).stream()
                .map(this::described)
                .toArray(DisassembledInstruction[]::new));
        return response;
    }

    /**
     * Where the instructions before {@code base} begin. They are of 2 or 4 bytes, so that they can be told only from a
     * place known to begin one: a function, or a line.
     */
    private List<Long> before(long base, int count) {
        var found = new ArrayList<Long>();
        for (long end = base; found.size() < count; ) {
            long begin = beginBefore(end);
            var run = new ArrayList<Long>();
            for (long at = begin; Long.compareUnsigned(at, end) < 0 || at == begin; at += length(at)) {
                run.add(program.canonical(at));
            }
            found.addAll(0, run);
            end = begin;
        }
        return found.subList(found.size() - count, found.size());
    }

    private long beginBefore(long end) {
        long inside = program.canonical(end - 2);
        Optional<Long> known = program.functionAt(inside)
                .filter(function -> function.contains(inside))
                .map(Function::low)
                .filter(low -> Long.compareUnsigned(low, end) < 0 && end - low < 4L * MOST)
                .or(() -> program.lineAt(inside).map(SourceLine::start));
        return known.orElseGet(() -> program.canonical(end - (length(program.canonical(end - 4)) == 4 ? 4 : 2)));
    }

    private int length(long address) {
        byte[] bytes = read(address, 2);
        return bytes.length == 2 ? Disassembler.length(bits(bytes)) : 4;
    }

    /** Little-endian. */
    private static int bits(byte[] bytes) {
        int bits = 0;
        for (int i = bytes.length - 1; i >= 0; i--) {
            bits = bits << 8 | bytes[i] & 0xff;
        }
        return bits;
    }

    private byte[] read(long address, int length) {
        int hart = frames.focus();
        return target.read(now -> now.read(hart, address, length));
    }

    private DisassembledInstruction described(long address) {
        byte[] bytes = read(address, length(address));
        var described = new DisassembledInstruction();
        described.setAddress("0x%x".formatted(address));
        if (bytes.length == 0) {
            described.setInstruction("no memory");
            described.setPresentationHint(DisassembledInstructionPresentationHint.INVALID);
            return described;
        }
        described.setInstructionBytes(BYTES.formatHex(bytes));
        described.setInstruction(text.disassemble(address, bits(bytes)));
        program.functionAt(address).filter(it -> it.contains(address)).ifPresent(function -> {
            long offset = address - function.low();
            described.setSymbol(offset == 0 ? function.name() : "%s+0x%x".formatted(function.name(), offset));
        });
        program.lineAt(address).ifPresent(line -> {
            described.setLocation(sources.source(line.file()));
            described.setLine(client.lineOut(line.line()));
        });
        return described;
    }
}
