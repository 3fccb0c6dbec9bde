package dev.hindsight.emulator.server;

import dev.hindsight.rsp.wire.Incoming;
import dev.hindsight.rsp.wire.PacketReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A link to a stub whose first answer takes so long that the debugger sends its packet again. */
final class SlowLink implements AutoCloseable {
    private final ServerSocket door;
    private final int stub;
    private final CountDownLatch repeated = new CountDownLatch(1);

    SlowLink(int stub) {
        this.stub = stub;
        try {
            door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::serve);
    }

    int port() {
        return door.getLocalPort();
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException | InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() throws IOException {
        try (Socket debugger = door.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), stub)) {
            debugger.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            start(() -> {
                repeated.await();
                server.getInputStream().transferTo(debugger.getOutputStream());
            });
            pass(debugger.getInputStream(), server.getOutputStream());
        }
    }

    private void pass(InputStream from, OutputStream to) throws IOException {
        PacketReader reader = PacketReader.ofRequests(RspServer.PACKET_SIZE);
        byte[] buffer = new byte[RspServer.PACKET_SIZE];
        int packets = 0;
        for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
            to.write(buffer, 0, count);
            for (int i = 0; i < count; i++) {
                Optional<Incoming> incoming = reader.accept(buffer[i]);
                packets += incoming.filter(Incoming.Packet.class::isInstance).isPresent() ? 1 : 0;
            }
            if (packets >= 2) {
                repeated.countDown(); // for nothing was answered yet
            }
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
