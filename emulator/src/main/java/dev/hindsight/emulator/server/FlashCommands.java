package dev.hindsight.emulator.server;

import dev.hindsight.emulator.client.TimelineClient;
import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.MachineInfo;
import dev.hindsight.emulator.machine.MachineInfo.Kind;
import dev.hindsight.rsp.wire.PacketCursor;
import dev.hindsight.rsp.wire.RspException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * {@code vFlashErase vFlashWrite vFlashDone}: gdb's {@code load} into flash. What they gather is written when it is done, as
 * one input for each run of blocks.
 */
final class FlashCommands implements PacketGroup {
    private static final int BLOCK = MachineInfo.FLASH_BLOCK;
    /** What is gathered has to fit into memory, and into a chunk of a recording. */
    private static final int MOST_BLOCKS = (32 << 20) / BLOCK;

    private final TimelineClient client;
    /** Of each erased block, by its address, what it is to hold. */
    private final NavigableMap<Long, byte[]> blocks = new TreeMap<>(Long::compareUnsigned);

    FlashCommands(TimelineClient client) {
        this.client = client;
    }

    @Override
    public Map<String, Command> commands() {
        return Map.of("vFlashErase:", this::erase, "vFlashWrite:", this::write, "vFlashDone", this::done);
    }

    private String erase(PacketCursor arguments) {
        long address = arguments.hex();
        arguments.expect(',');
        long length = arguments.hex();
        arguments.expectEnd();
        boolean flash = client.info()
                .region(address)
                .filter(region -> region.kind() == Kind.FLASH && length > 0 && region.contains(address, length))
                .isPresent();
        if (!flash || ((address | length) & BLOCK - 1) != 0) {
            throw new RspException(
                    "0x%x bytes at 0x%x are not whole flash blocks of 0x%x bytes.".formatted(length, address, BLOCK));
        }
        if (blocks.size() + length / BLOCK > MOST_BLOCKS) {
            blocks.clear();
            throw new RspException(
                    "More than 0x%x bytes of flash cannot be written at once.".formatted(MOST_BLOCKS * BLOCK));
        }
        for (long done = 0; done < length; done += BLOCK) {
            byte[] block = new byte[BLOCK];
            Arrays.fill(block, (byte) 0xff);
            blocks.put(address + done, block);
        }
        return "OK";
    }

    private String write(PacketCursor arguments) {
        long address = arguments.hex();
        arguments.expect(':');
        byte[] bytes = arguments.binary();
        for (int done = 0; done < bytes.length; ) {
            int inBlock = (int) (address + done) & BLOCK - 1;
            byte[] block = blocks.get(address + done - inBlock);
            if (block == null) {
                throw new RspException("Flash at 0x%x was not erased before this write.".formatted(address + done));
            }
            int count = Math.min(bytes.length - done, BLOCK - inBlock);
            System.arraycopy(bytes, done, block, inBlock, count);
            done += count;
        }
        return "OK";
    }

    private String done(PacketCursor arguments) {
        arguments.expectEnd();
        try {
            while (!blocks.isEmpty()) {
                writeRun();
            }
        } finally {
            blocks.clear();
        }
        return "OK";
    }

    /** The first run of blocks that follow each other. */
    private void writeRun() {
        long first = blocks.firstKey();
        var run = new ByteArrayOutputStream();
        for (byte[] block = blocks.remove(first); block != null; block = blocks.remove(first + run.size())) {
            run.writeBytes(block);
        }
        client.write(new Input.WriteFlash(first, Bytes.of(run.toByteArray())));
    }
}
