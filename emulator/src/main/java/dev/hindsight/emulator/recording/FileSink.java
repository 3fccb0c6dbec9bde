package dev.hindsight.emulator.recording;

import dev.hindsight.emulator.state.Packer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
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

    private final Path path;
    private final FileChannel file;
    private final Consumer<String> complaints;
    private final BlockingQueue<Chunk> queue = new ArrayBlockingQueue<>(QUEUE);
    private final AtomicReference<@Nullable Reach> reach = new AtomicReference<>();
    private final Thread thread;

    // What follows belongs to that thread.
    private long offset = Frames.HEADER;
    private boolean failed;
    private @Nullable Reach written;
    private long reachedAt = System.nanoTime() - REST;

    private FileSink(Path path, FileChannel file, Consumer<String> complaints) {
        this.path = path;
        this.file = file;
        this.complaints = complaints;
        this.thread = new Thread(this::run, "recording");
        thread.setDaemon(true);
        thread.start();
    }

    /** Begins a file; {@code complaints} hears the sentence if it fails later on. */
    static FileSink create(Path path, Consumer<String> complaints) {
        try {
            if (Files.isRegularFile(path) && !isRecording(path)) {
                throw new RecordingException(
                        "%s exists and is no recording: choose another name, or remove it first.".formatted(path));
            }
            FileChannel file = FileChannel.open(
                    path, StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
            return new FileSink(path, file, complaints);
        } catch (NoSuchFileException e) {
            throw new RecordingException("%s cannot be written: its folder does not exist.".formatted(path));
        } catch (AccessDeniedException e) {
            throw new RecordingException("%s cannot be written: permission is denied.".formatted(path));
        } catch (IOException e) {
            String reason = Files.isDirectory(path) ? "it is a directory" : reason(e);
            throw new RecordingException("%s cannot be written: %s.".formatted(path, reason));
        }
    }

    private static boolean isRecording(Path path) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            ByteBuffer beginning = ByteBuffer.allocate((int) Math.min(Frames.HEADER, file.size()));
            file.read(beginning);
            return beginning.capacity() == 0 || Frames.startsLike(beginning.array());
        }
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

    private void run() {
        try (file) {
            tryTo(() -> write(Frames.header(Frames.VERSION)));
            boolean more = true;
            while (more) {
                // Asked first: the branch that was reached is then among the chunks that follow.
                Reach now = reach.get();
                List<Chunk> chunks = take();
                more = !chunks.remove(LAST);
                tryTo(() -> write(chunks, now));
            }
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
        byte[] framed = Frames.chunk(offset, chunk.type(), chunk.payload());
        write(framed);
        offset += framed.length;
    }

    private void write(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
    }

    private interface FileWriting {
        void run() throws IOException;
    }

    private void tryTo(FileWriting writing) {
        if (!failed) {
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
            complaints.accept("%s cannot be written any more: %s. The session goes on without recording."
                    .formatted(path, reason(e)));
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
