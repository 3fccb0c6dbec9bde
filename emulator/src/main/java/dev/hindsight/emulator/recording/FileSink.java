package dev.hindsight.emulator.recording;

import dev.hindsight.emulator.state.Packer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A recording that is written to a file of the host, by a thread of its own. What is appended is in the file half a second
 * later, whatever becomes of this process. Where the file fails, that is told once, and the rest is dropped.
 */
final class FileSink implements Sink {
    private static final long REST = TimeUnit.MILLISECONDS.toNanos(400);

    /** Few: a slow disk slows who embeds a large file, and takes no memory. */
    private static final int QUEUE = 64;

    private record Chunk(ChunkType type, byte[] payload) {}

    private record Reach(int branch, long step) {}

    private static final Chunk LAST = new Chunk(ChunkType.END, new byte[0]);

    private final FileTarget file;
    private final RecordingPlan.Outcome outcome;
    private final BlockingQueue<Chunk> queue = new ArrayBlockingQueue<>(QUEUE);
    private final AtomicReference<@Nullable Reach> reach = new AtomicReference<>();
    private final Thread thread;
    private volatile boolean abandoned;

    // What follows belongs to that thread.
    private long offset = ChunkFrames.HEADER;
    private boolean failed;
    private @Nullable Reach written;
    private long reachedAt = System.nanoTime() - REST;

    /** {@code outcome} hears on that thread what becomes of it. */
    FileSink(FileTarget file, RecordingPlan.Outcome outcome) {
        this.file = file;
        this.outcome = outcome;
        this.thread = new Thread(this::run, "recording");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void append(ChunkType type, byte[] payload) {
        put(new Chunk(type, payload));
    }

    private void put(Chunk chunk) {
        try {
            queue.put(chunk);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void reached(int branch, long step) {
        reach.set(new Reach(branch, step));
    }

    @Override
    public void close() {
        put(LAST);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void abandon() {
        abandoned = true;
        if (thread.isAlive()) {
            close();
        }
        try {
            file.discard();
        } catch (IOException e) {
            outcome.failed("%s cannot be removed: %s".formatted(file.path(), FileClaim.reason(e)));
        }
    }

    private void run() {
        try (file) {
            tryTo(() -> write(ChunkFrames.header(ChunkFrames.VERSION)));
            boolean more = true;
            while (more) {
                // Asked first: the branch that was reached is then among the chunks that follow.
                Reach now = reach.get();
                List<Chunk> chunks = take();
                more = !chunks.remove(LAST);
                tryTo(() -> write(chunks, now));
            }
            tryTo(() -> {
                file.complete();
                outcome.whole();
            });
        } catch (IOException e) {
            complain(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Chunk> take() throws InterruptedException {
        List<Chunk> chunks = new ArrayList<>();
        Chunk first = queue.poll(REST, TimeUnit.NANOSECONDS);
        if (first != null) {
            chunks.add(first);
            queue.drainTo(chunks);
        }
        return chunks;
    }

    private void write(List<Chunk> chunks, @Nullable Reach now) throws IOException {
        for (Chunk chunk : chunks) {
            write(chunk);
        }
        if (now != null && !now.equals(written) && System.nanoTime() - reachedAt >= REST) {
            write(new Chunk(
                    ChunkType.REACHED,
                    new Packer().number(now.branch()).number(now.step()).toArray()));
            written = now;
            reachedAt = System.nanoTime();
        }
    }

    private void write(Chunk chunk) throws IOException {
        byte[] framed = ChunkFrames.chunk(offset, chunk.type(), chunk.payload());
        write(framed);
        offset += framed.length;
    }

    private void write(byte[] bytes) throws IOException {
        file.write(ByteBuffer.wrap(bytes));
    }

    private interface FileWriting {
        void run() throws IOException;
    }

    private void tryTo(FileWriting writing) {
        if (!failed && !abandoned) {
            try {
                writing.run();
            } catch (IOException e) {
                complain(e);
            }
        }
    }

    private void complain(IOException e) {
        if (!failed) {
            failed = true;
            outcome.failed("%s can no longer be written: %s".formatted(file.path(), FileClaim.reason(e)));
            try {
                file.cutTo(offset);
            } catch (IOException cannot) {
                // A reader knows by the checksum what is not whole.
            }
        }
    }
}
