package dev.hindsight.adapter.dap;

import dev.hindsight.adapter.symbols.Program;
import dev.hindsight.emulator.client.Client;
import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Input;
import java.util.Arrays;
import java.util.Base64;
import org.eclipse.lsp4j.debug.ReadMemoryArguments;
import org.eclipse.lsp4j.debug.ReadMemoryResponse;
import org.eclipse.lsp4j.debug.WriteMemoryArguments;
import org.eclipse.lsp4j.debug.WriteMemoryResponse;
import org.jspecify.annotations.Nullable;

/** The topic of raw memory. */
final class MemoryAccess {
    private static final int LONGEST = 16 << 20;

    private final Client target;
    private final Program program;
    private final StackFrames frames;

    MemoryAccess(Client target, Program program, StackFrames frames) {
        this.target = target;
        this.program = program;
        this.frames = frames;
    }

    ReadMemoryResponse read(ReadMemoryArguments arguments) {
        long address = address(arguments.getMemoryReference(), arguments.getOffset());
        int count = arguments.getCount();
        if (count < 0 || count > LONGEST) {
            throw new RequestException("count must be from 0 to %d.".formatted(LONGEST));
        }
        int hart = frames.focus();
        byte[] bytes = target.read(now -> now.read(hart, address, count));
        var response = new ReadMemoryResponse();
        response.setAddress("0x%x".formatted(address));
        if (bytes.length > 0) {
            response.setData(Base64.getEncoder().encodeToString(bytes));
        }
        if (bytes.length < count) {
            response.setUnreadableBytes(count - bytes.length);
        }
        return response;
    }

    WriteMemoryResponse write(WriteMemoryArguments arguments) {
        long address = address(arguments.getMemoryReference(), arguments.getOffset());
        byte[] bytes = decoded(arguments.getData());
        int writable = writableBytes(address, bytes.length);
        if (writable > 0 && writable < bytes.length && !Boolean.TRUE.equals(arguments.getAllowPartial())) {
            throw new RequestException("Memory at 0x%x cannot be written.".formatted(address + writable));
        }
        // Where none of it is memory, the target knows more: it is a device's register, or why it cannot be.
        int written = writable == 0 ? bytes.length : writable;
        if (written > 0) {
            target.write(new Input.WriteMemory(frames.focus(), address, Bytes.of(Arrays.copyOf(bytes, written))));
        }
        var response = new WriteMemoryResponse();
        response.setBytesWritten(written);
        return response;
    }

    private int writableBytes(long address, int length) {
        int hart = frames.focus();
        return target.read(now -> {
            int some = 0;
            int all = length;
            // The longest prefix that is writable, by halves.
            while (some < all) {
                int half = some + (all - some + 1) / 2;
                boolean can = now.writable(hart, address, half);
                some = can ? half : some;
                all = can ? all : half - 1;
            }
            return some;
        });
    }

    private static byte[] decoded(@Nullable String data) {
        try {
            return Base64.getDecoder().decode(data == null ? "" : data);
        } catch (IllegalArgumentException wrong) {
            throw new RequestException("data must be base64.");
        }
    }

    private long address(@Nullable String reference, @Nullable Integer offset) {
        return program.canonical(DapAddresses.parse(reference) + (offset == null ? 0 : offset));
    }
}
