package dev.hindsight.emulator.server;

import dev.hindsight.rsp.wire.PacketCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code qSupported QStartNoAckMode …}: what the two sides tell each other about themselves. */
final class FeatureCommands implements PacketGroup {
    private final GdbPeer peer;
    private final List<String> words = new ArrayList<>();

    FeatureCommands(GdbPeer peer, List<PacketGroup> others) {
        this.peer = peer;
        words.add("PacketSize=" + Integer.toHexString(RspServer.PACKET_SIZE));
        words.add("QStartNoAckMode+");
        words.add("error-message+");
        others.forEach(group -> words.addAll(group.words()));
    }

    @Override
    public Map<String, Command> commands() {
        return Map.of(
                "qSupported", this::greet,
                "QStartNoAckMode",
                        arguments -> {
                            peer.stopAcknowledging();
                            return "OK";
                        },
                "qSymbol:", arguments -> "OK",
                "qOffsets", arguments -> "Text=0;Data=0;Bss=0");
    }

    private String greet(PacketCursor arguments) {
        arguments.skip(':');
        while (!arguments.atEnd()) {
            peer.understands(arguments.until(';'));
        }
        return String.join(";", words);
    }
}
