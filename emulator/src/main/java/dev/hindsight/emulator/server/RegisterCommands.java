package dev.hindsight.emulator.server;

import dev.hindsight.emulator.client.TimelineClient;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.MachineInfo;
import dev.hindsight.rsp.wire.Hex;
import dev.hindsight.rsp.wire.PacketCursor;
import dev.hindsight.rsp.wire.RspException;
import java.util.Map;
import java.util.OptionalLong;

/** {@code g G p P}: registers. A write in the past opens a branch. */
final class RegisterCommands implements PacketGroup {
    /** x0 to x31 and pc; gdb asks for all others one by one, when it wants them. */
    private static final int GENERAL = Inspector.PC + 1;

    private final TimelineClient client;
    private final Threads threads;
    private final int bytes;
    private final RegisterWidths widths;

    RegisterCommands(TimelineClient client, Threads threads, MachineInfo info) {
        this.client = client;
        this.threads = threads;
        this.bytes = info.xlen() / 8;
        this.widths = RegisterWidths.of(info);
    }

    @Override
    public Map<String, Command> commands() {
        return Map.of("g", this::readAll, "G", this::writeAll, "p", this::readOne, "P", this::writeOne);
    }

    private String readAll(PacketCursor arguments) {
        arguments.expectEnd();
        return client.read(now -> {
            RegisterContext context = threads.context(threads.forReading(), now);
            StringBuilder all = new StringBuilder();
            for (int number = 0; number < GENERAL; number++) {
                all.append(text(context.register(now, number, bytes), bytes));
            }
            return all.toString();
        });
    }

    private String readOne(PacketCursor arguments) {
        int number = arguments.count();
        int width = widths.bytes(number);
        return client.read(now -> {
            RegisterContext context = threads.context(threads.forReading(), now);
            if (now.register(context.hart(), number).isEmpty()) {
                throw new RspException("There is no register with number " + number + ".");
            }
            return text(context.register(now, number, width), width);
        });
    }

    private static String text(OptionalLong value, int bytes) {
        return value.isPresent() ? Hex.littleEndian(value.getAsLong(), bytes) : "xx".repeat(bytes);
    }

    private String writeOne(PacketCursor arguments) {
        int number = arguments.count();
        arguments.expect('=');
        write(number, arguments.rest());
        return "OK";
    }

    /** Only what differs is written: each write is an input that is recorded. */
    private String writeAll(PacketCursor arguments) {
        String wanted = arguments.rest();
        String present = readAll(arguments);
        if (wanted.length() != present.length()) {
            throw new RspException("G needs " + GENERAL + " registers of " + bytes + " bytes.");
        }
        for (int number = 0; number < GENERAL; number++) {
            int start = number * bytes * 2;
            String value = wanted.substring(start, start + bytes * 2);
            if (!value.startsWith("x") && !value.equals(present.substring(start, start + bytes * 2))) {
                write(number, value);
            }
        }
        return "OK";
    }

    private void write(int number, String hex) {
        int width = widths.bytes(number);
        if (hex.length() != width * 2) {
            throw new RspException("A register of " + width + " bytes was expected.");
        }
        client.write(client.read(now -> threads.context(threads.forReading(), now))
                .write(number, Hex.littleEndian(hex), width));
    }
}
