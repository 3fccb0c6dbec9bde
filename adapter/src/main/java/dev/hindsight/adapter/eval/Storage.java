package dev.hindsight.adapter.eval;

import dev.hindsight.adapter.frames.Frame;
import dev.hindsight.emulator.machine.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** Where the bytes of a value are, lowest address first. Reading or writing what is not there is an {@link EvalException}. */
sealed interface Storage {
    byte[] read(int length);

    /** The storage from an offset on. */
    Storage from(long offset);

    /** What it takes to change the first bytes. */
    List<Write> write(byte[] bytes);

    default OptionalLong address() {
        return OptionalLong.empty();
    }

    /** In memory. */
    record InMemory(Frame frame, long start) implements Storage {
        @Override
        public byte[] read(int length) {
            byte[] bytes = frame.memory().read(start, length);
            if (bytes.length < length) {
                throw new EvalException("Cannot read memory at 0x%x.".formatted(start + bytes.length));
            }
            return bytes;
        }

        @Override
        public Storage from(long offset) {
            return new InMemory(frame, start + offset);
        }

        @Override
        public List<Write> write(byte[] bytes) {
            return List.of(new Write.ToMemory(start, Bytes.of(bytes)));
        }

        @Override
        public OptionalLong address() {
            return OptionalLong.of(start);
        }
    }

    /** In a register of the frame, from a byte of it on. */
    record InRegister(Frame frame, int number, int offset) implements Storage {
        @Override
        public byte[] read(int length) {
            OptionalLong value = number == Write.ToRegister.PC
                    ? OptionalLong.of(frame.pc())
                    : frame.registers().read(number);
            if (value.isEmpty()) {
                throw new EvalException("The register is not saved.");
            }
            byte[] all = Numbers.bytes(value.getAsLong(), 8);
            if (offset + length > all.length) {
                throw new EvalException("The value is larger than its register.");
            }
            return Arrays.copyOfRange(all, offset, offset + length);
        }

        @Override
        public Storage from(long bytes) {
            return new InRegister(frame, number, (int) (offset + bytes));
        }

        @Override
        public List<Write> write(byte[] bytes) {
            boolean isOuterPc = number == Write.ToRegister.PC && frame.index() > 0;
            OptionalLong saved =
                    isOuterPc ? OptionalLong.empty() : frame.registers().savedAt(number);
            if (saved.isPresent()) {
                return List.of(new Write.ToMemory(saved.getAsLong() + offset, Bytes.of(bytes)));
            }
            if (isOuterPc || !frame.registers().isLive(number)) {
                throw new EvalException("The register was overwritten by a callee and cannot be set in this frame.");
            }
            byte[] all = Numbers.bytes(new InRegister(frame, number, 0).bits(), 8);
            System.arraycopy(bytes, 0, all, offset, bytes.length);
            return List.of(new Write.ToRegister(number, Numbers.unsigned(all)));
        }

        private long bits() {
            return Numbers.unsigned(read(8));
        }
    }

    /** Known bytes that are nowhere: the result of a calculation. */
    record Fixed(Bytes bytes) implements Storage {
        static Fixed of(byte[] bytes) {
            return new Fixed(Bytes.of(bytes));
        }

        @Override
        public byte[] read(int length) {
            return Arrays.copyOf(bytes.toArray(), length);
        }

        @Override
        public Storage from(long offset) {
            int start = (int) Math.min(offset, bytes.length());
            return of(Arrays.copyOfRange(bytes.toArray(), start, bytes.length()));
        }

        @Override
        public List<Write> write(byte[] unused) {
            throw new EvalException("The value is not stored anywhere and cannot be set.");
        }
    }

    /** In parts, one after the other. */
    record Parts(List<Part> parts) implements Storage {
        record Part(Storage storage, int length) {}

        @Override
        public byte[] read(int length) {
            var all = new byte[length];
            int done = 0;
            for (Part part : parts) {
                int take = Math.min(part.length(), length - done);
                if (take > 0) {
                    System.arraycopy(part.storage().read(take), 0, all, done, take);
                }
                done += take;
            }
            if (done < length) {
                throw new EvalException("The value is optimized out.");
            }
            return all;
        }

        @Override
        public Storage from(long offset) {
            var rest = new ArrayList<Part>();
            long skip = offset;
            for (Part part : parts) {
                long skipHere = Math.min(skip, part.length());
                skip -= skipHere;
                if (skipHere < part.length()) {
                    rest.add(new Part(part.storage().from(skipHere), (int) (part.length() - skipHere)));
                }
            }
            return new Parts(rest);
        }

        @Override
        public List<Write> write(byte[] bytes) {
            var writes = new ArrayList<Write>();
            int done = 0;
            for (Part part : parts) {
                int take = Math.min(part.length(), bytes.length - done);
                if (take > 0) {
                    writes.addAll(part.storage().write(Arrays.copyOfRange(bytes, done, done + take)));
                }
                done += take;
            }
            return writes;
        }
    }

    /** Nowhere; the reason is a word or two. */
    record Missing(String reason) implements Storage {
        @Override
        public byte[] read(int length) {
            throw new EvalException("The value cannot be shown: %s.".formatted(reason));
        }

        @Override
        public Storage from(long offset) {
            return this;
        }

        @Override
        public List<Write> write(byte[] bytes) {
            throw new EvalException("The value cannot be set: %s.".formatted(reason));
        }
    }
}
