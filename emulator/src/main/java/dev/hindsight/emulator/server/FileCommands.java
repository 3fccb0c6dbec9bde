package dev.hindsight.emulator.server;

import dev.hindsight.rsp.wire.Hex;
import dev.hindsight.rsp.wire.PacketCursor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code qXfer:exec-file vFile}: a gdb that was given no file finds the guest's program here. It can read that and nothing
 * else of this host.
 */
final class FileCommands implements PacketGroup {
    /** [GDB manual, Errno Values] */
    private static final int ENOENT = 2;

    private static final int EIO = 5;
    private static final int EBADF = 9;
    private static final int EINVAL = 22;
    private static final int EMFILE = 24;
    private static final int EROFS = 30;

    private static final int MOST_OPEN = 16;
    /** [GDB manual, Open Flags] Below these bits there is only whether one writes. */
    private static final int READ_ONLY = 0;
    /** [GDB manual, mode_t Values] A regular file that all may read. */
    private static final int MODE = 0100444;
    /** [GDB manual, struct stat] */
    private static final int STAT_BYTES = 64;

    private static final int BLOCK = 512;
    /** What an answer has besides data. */
    private static final int ROOM = 16;

    private final Optional<GuestProgram> program;
    private final BitSet open = new BitSet();

    FileCommands(Optional<GuestProgram> program) {
        this.program = program;
    }

    @Override
    public Map<String, Command> commands() {
        return program.<Map<String, Command>>map(file -> Map.of(
                        "qXfer:exec-file:read:", arguments -> name(file, arguments),
                        "vFile:setfs:", arguments -> "F0",
                        "vFile:open:", arguments -> open(file, arguments),
                        "vFile:close:", this::close,
                        "vFile:pread:", arguments -> read(file, arguments),
                        "vFile:fstat:", arguments -> status(file, arguments)))
                .orElse(Map.of());
    }

    @Override
    public List<String> words() {
        return program.map(file -> List.of("qXfer:exec-file:read+")).orElse(List.of());
    }

    /** The annex is a process, or nothing for the only one. */
    private static String name(GuestProgram file, PacketCursor arguments) {
        arguments.until(':');
        return ObjectTransfer.part(file.name(), arguments);
    }

    private String open(GuestProgram file, PacketCursor arguments) {
        String name = new String(Hex.bytes(arguments.until(',')), StandardCharsets.ISO_8859_1);
        int flags = arguments.count();
        if (!name.equals(file.name())) {
            return error(ENOENT);
        }
        int number = open.nextClearBit(0);
        if (flags != READ_ONLY || number == MOST_OPEN) {
            return error(flags != READ_ONLY ? EROFS : EMFILE);
        }
        open.set(number);
        return "F" + Integer.toHexString(number);
    }

    private String close(PacketCursor arguments) {
        int number = arguments.count();
        if (!open.get(number)) {
            return error(EBADF);
        }
        open.clear(number);
        return "F0";
    }

    private String read(GuestProgram file, PacketCursor arguments) {
        int number = arguments.count();
        arguments.expect(',');
        // Every byte may need an escape.
        int length = Math.min(arguments.count(), (RspServer.PACKET_SIZE - ROOM) / 2);
        arguments.expect(',');
        long offset = arguments.hex();
        if (!open.get(number) || offset < 0) {
            return error(offset < 0 ? EINVAL : EBADF);
        }
        try {
            return answer(file.read(offset, length));
        } catch (IOException e) {
            return error(EIO);
        }
    }

    private String status(GuestProgram file, PacketCursor arguments) {
        if (!open.get(arguments.count())) {
            return error(EBADF);
        }
        try {
            return answer(status(file.size()));
        } catch (IOException e) {
            return error(EIO);
        }
    }

    private static byte[] status(long size) {
        ByteBuffer stat = ByteBuffer.allocate(STAT_BYTES);
        stat.putInt(0)
                .putInt(0)
                .putInt(MODE)
                .putInt(1)
                .putInt(0)
                .putInt(0)
                .putInt(0); // dev ino mode nlink uid gid rdev
        stat.putLong(size).putLong(BLOCK).putLong((size + BLOCK - 1) / BLOCK);
        return stat.array();
    }

    private static String answer(byte[] bytes) {
        return "F" + Integer.toHexString(bytes.length) + ";" + new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String error(int number) {
        return "F-1," + Integer.toHexString(number);
    }
}
