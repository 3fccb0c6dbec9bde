package dev.hindsight.emulator.server;

import dev.hindsight.rsp.wire.Hex;
import dev.hindsight.rsp.wire.PacketWriter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What a debugger never sends, and what it sends mixed with that. The same seed makes the same noise. */
final class Noise {
    private static final List<String> PACKETS = List.of(
            "?",
            "g",
            "G%x",
            "p%x",
            "P%x=%x",
            "m%x,%x",
            "M%x,1:%x",
            "x%x,%x",
            "X%x,%x:%b",
            "c",
            "s",
            "C05",
            "S%x",
            "bs",
            "bc",
            "vCont?",
            "vCont;c",
            "vCont;s:1",
            "vCont;s:p1.1;c",
            "vCont;r%x,%x:1",
            "vCont;t",
            "vCont;%b",
            "Z0,%x,4",
            "z0,%x,4",
            "Z1,%x,2",
            "Z0,%x,4;X%x,%x",
            "Z0,80000000,4;X3,220127",
            "Z2,%x,%x",
            "z2,%x,%x",
            "Z3,80000100,1",
            "Z4,%x,8",
            "Hg%x",
            "Hc-1",
            "Hgp%x.%x",
            "T%x",
            "qC",
            "qfThreadInfo",
            "qsThreadInfo",
            "qThreadExtraInfo,%x",
            "qSupported:multiprocess+;swbreak+;%b",
            "qXfer:features:read:target.xml:%x,%x",
            "qXfer:%b:read::%x,%x",
            "qXfer:threads:read::0,%x",
            "qXfer:exec-file:read:1:%x,%x",
            "qSearch:memory:80000000;%x;%b",
            "qCRC:%x,%x",
            "qCRC:80000000,%x",
            "vFile:open:%x,0,0",
            "vFile:pread:%x,%x,%x",
            "vFile:setfs:0",
            "vFile:fstat:%x",
            "vRun;",
            "vRun;;%x",
            "vAttach;1",
            "R00",
            "D",
            "k",
            "!",
            "qAttached",
            "qOffsets",
            "qSymbol::",
            "QThreadSuffixSupported",
            "qHostInfo",
            "qMemoryRegionInfo:%x",
            "QStartNoAckMode",
            "qRcmd,%m",
            "qRcmd,%x",
            "%b");
    private static final List<String> WORDS = List.of(
            "when",
            "goto %x",
            "goto -1",
            "goto +3",
            "back",
            "forward",
            "places",
            "bookmark a",
            "find exec 0x80000008",
            "find back write 0x80000100",
            "branches",
            "help",
            "stats",
            "console",
            "%b");
    /** Writes open branches, which are all kept: of a million packets not too many are to be writes. */
    private static final String WRITING = "PMXG";

    private static final int LONG = 40_000;

    private final Random random;

    Noise(long seed) {
        random = new Random(seed);
    }

    /** Anything but {@code k}, which ends the connection. */
    byte[] next() {
        byte[] next = any();
        boolean ends = new String(next, StandardCharsets.ISO_8859_1).contains("$k");
        return ends ? next() : next;
    }

    private byte[] any() {
        byte[] packet = new PacketWriter().request(packet()).take();
        return switch (random.nextInt(14)) {
            case 0 -> bytes(random.nextInt(30));
            case 1 -> Arrays.copyOf(packet, random.nextInt(packet.length));
            case 2 -> mutated(packet);
            case 3 ->
                join("+-+\003-".substring(random.nextInt(5)).getBytes(StandardCharsets.ISO_8859_1), packet, new byte[] {
                    3
                });
            case 4 -> join(Arrays.copyOf(packet, packet.length / 2), bytes(3), packet);
            case 5 -> random.nextInt(20) == 0 ? tooLong() : packet;
            default -> join(packet, runs(packet) ? new byte[] {3} : new byte[0]);
        };
    }

    /** Of the machine that ends by itself no run lasts long; but another may go on where it ended. */
    private static boolean runs(byte[] packet) {
        return packet.length > 1 && (packet[1] == 'c' || packet[1] == 'v');
    }

    private String packet() {
        String packet = filled(one(PACKETS));
        return WRITING.indexOf(packet.charAt(0)) >= 0 && random.nextInt(50) != 0 ? "g" : packet;
    }

    private String filled(String template) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < template.length(); i++) {
            char c = template.charAt(i);
            text.append(c == '%' ? value(template.charAt(++i)) : Character.toString(c));
        }
        return text.length() == 0 ? "?" : text.toString();
    }

    private String value(char kind) {
        return switch (kind) {
            case 'x' -> Long.toHexString(number());
            case 'm' -> Hex.ofText(filled(one(WORDS)));
            default -> new String(bytes(random.nextInt(20)), StandardCharsets.ISO_8859_1);
        };
    }

    private long number() {
        return switch (random.nextInt(6)) {
            case 0 -> random.nextLong();
            case 1 -> LoopMachine.BASE + random.nextInt(0x1000);
            case 2 -> LoopMachine.COUNTER;
            case 3 -> 1L << random.nextInt(64);
            default -> random.nextInt(300);
        };
    }

    private byte[] tooLong() {
        byte[] body = new byte[LONG];
        Arrays.fill(body, (byte) 'm');
        return join(new byte[] {'$'}, body, "#00".getBytes(StandardCharsets.ISO_8859_1));
    }

    private byte[] mutated(byte[] packet) {
        packet[random.nextInt(packet.length)] = (byte) random.nextInt(256);
        return packet;
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private String one(List<String> many) {
        return many.get(random.nextInt(many.size()));
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
