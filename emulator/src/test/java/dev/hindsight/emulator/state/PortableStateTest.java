package dev.hindsight.emulator.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PortableStateTest {
    private static final class Lamp implements Stateful {
        private final String name;
        private long level;
        private byte[] color = {};

        private Lamp(String name) {
            this.name = name;
        }

        @Override
        public void visit(StateVisitor visitor) {
            level = visitor.number(name, level);
            color = visitor.bytes("color", color);
        }
    }

    private static byte[] written() {
        Lamp lamp = new Lamp("level");
        lamp.level = -7;
        lamp.color = new byte[] {1, 2, 3};
        return PortableState.write(lamp);
    }

    @Test
    void everyFieldComesBack() {
        Lamp lamp = new Lamp("level");
        PortableState.read(written(), lamp);

        assertThat(lamp.level).isEqualTo(-7);
        assertThat(lamp.color).containsExactly(1, 2, 3);
    }

    @Test
    void somethingWithOtherFieldsIsRefused() {
        assertThatThrownBy(() -> PortableState.read(written(), new Lamp("brightness")))
                .isInstanceOf(StateException.class)
                .hasMessage("It was made by a machine with different parts, or by another version of Hindsight.");
    }
}
