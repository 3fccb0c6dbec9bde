package dev.hindsight.emulator.recording;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** An open file that no other Hindsight writes; that ends with the process, however it ends. */
final class FileHold implements Closeable {
    /** Behind all that is ever written: where locks bind readers, those are not kept from reading. */
    private static final long PLACE = Long.MAX_VALUE - 1;

    private final FileChannel channel;
    private final @Nullable FileLock lock;

    private FileHold(FileChannel channel, @Nullable FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    static FileHold create(Path path) throws IOException {
        return open(path, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    }

    static FileHold open(Path path, OpenOption... options) throws IOException {
        FileChannel channel = FileChannel.open(path, options);
        try {
            FileLock lock = channel.tryLock(PLACE, 1, false);
            if (lock != null) {
                return new FileHold(channel, lock);
            }
        } catch (OverlappingFileLockException byUs) {
            // As where another process has it.
        } catch (IOException noSuchThing) {
            // Some file systems have no locks; there, that a file exists must do.
            return new FileHold(channel, null);
        }
        channel.close();
        throw takenByAnother(path);
    }

    /** Whether another writes it now, as far as one can know. */
    static boolean isTaken(Path path) {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            return file.tryLock(PLACE, 1, true) == null;
        } catch (OverlappingFileLockException byUs) {
            return true;
        } catch (IOException unknown) {
            return false;
        }
    }

    static RecordingException takenByAnother(Path path) {
        return new RecordingException(
                "%s is being written by another Hindsight: choose another name, or wait until it ends."
                        .formatted(path));
    }

    FileChannel channel() {
        return channel;
    }

    @Override
    public void close() throws IOException {
        if (lock != null && lock.isValid()) {
            lock.release();
        }
        channel.close();
    }
}
