package dev.hindsight.emulator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** HotSpot never compiles a method of more than 8000 bytes of bytecode. */
class MethodSizeTest {
    private static final int LARGEST = 8000;

    @Test
    void theLoopCanBeCompiled() throws IOException {
        Map<String, Integer> sizes = sizes(Interpreter.class);
        assertThat(sizes).containsKey("loop");
        assertThat(sizes)
                .allSatisfy((method, size) -> assertThat(size).as(method).isLessThan(LARGEST));
    }

    @Test
    void everyCodeFitsIntoAWord() {
        assertThat(Opcode.LR_D + Opcode.ATOMICS).isLessThanOrEqualTo(Opcode.LIMIT);
        long word = DecodedInstruction.of(Opcode.LIMIT - 1, 32, 31, 31, 2, -1 << 29);
        assertThat(DecodedInstruction.code(word)).isEqualTo(Opcode.LIMIT - 1);
        assertThat(DecodedInstruction.rd(word)).isEqualTo(32);
        assertThat(DecodedInstruction.rs1(word)).isEqualTo(31);
        assertThat(DecodedInstruction.rs2(word)).isEqualTo(31);
        assertThat(DecodedInstruction.halfwords(word)).isEqualTo(2);
        assertThat(DecodedInstruction.imm(word)).isEqualTo(-1 << 29);
        assertThat(DecodedInstruction.code(DecodedInstruction.marked(word))).isEqualTo(Opcode.BREAK);
        assertThat(DecodedInstruction.unmarked(DecodedInstruction.marked(word))).isEqualTo(word);
    }

    /** Reads the Code attributes of a class file. [JVMS 17 §4] */
    private static Map<String, Integer> sizes(Class<?> type) throws IOException {
        try (InputStream file = type.getResourceAsStream(type.getSimpleName() + ".class");
                DataInputStream in = new DataInputStream(file)) {
            in.skipNBytes(8);
            String[] names = constants(in);
            in.skipNBytes(6);
            in.skipNBytes(2L * in.readUnsignedShort());
            members(in, names, new HashMap<>());
            return members(in, names, new HashMap<>());
        }
    }

    private static String[] constants(DataInputStream in) throws IOException {
        String[] names = new String[in.readUnsignedShort()];
        for (int i = 1; i < names.length; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> names[i] = in.readUTF();
                case 5, 6 -> {
                    in.skipNBytes(8);
                    i++;
                }
                case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
                case 15 -> in.skipNBytes(3);
                default -> in.skipNBytes(4);
            }
        }
        return names;
    }

    private static Map<String, Integer> members(DataInputStream in, String[] names, Map<String, Integer> sizes)
            throws IOException {
        int count = in.readUnsignedShort();
        for (int member = 0; member < count; member++) {
            in.skipNBytes(2);
            String name = names[in.readUnsignedShort()];
            in.skipNBytes(2);
            int attributes = in.readUnsignedShort();
            for (int i = 0; i < attributes; i++) {
                String attribute = names[in.readUnsignedShort()];
                int length = in.readInt();
                if ("Code".equals(attribute)) {
                    in.skipNBytes(4);
                    sizes.merge(name, in.readInt(), Math::max);
                    in.skipNBytes(length - 8L);
                } else {
                    in.skipNBytes(length);
                }
            }
        }
        return sizes;
    }
}
