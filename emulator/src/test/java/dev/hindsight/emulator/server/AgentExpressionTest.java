package dev.hindsight.emulator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.rsp.wire.Hex;
import dev.hindsight.rsp.wire.RspException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentExpressionTest {
    private final LoopMachine machine = new LoopMachine();
    private final GdbAddresses addresses = new GdbAddresses(64);

    @ParameterizedTest
    @CsvSource({
        "2205 2203 02, 8",
        "2205 2203 03, 2",
        "2205 2203 04, 15",
        "22f9 1608 2202 05, -3",
        "22f9 1608 2202 06, 9223372036854775804",
        "22f9 1608 2202 07, -1",
        "22f9 1608 2204 08, 1",
        "2201 2204 09, 16",
        "22f0 1608 2202 0a, -4",
        "22f0 1608 223c 0b, 15",
        "2200 0e, 1",
        "2207 0e, 0",
        "220c 220a 0f, 8",
        "220c 220a 10, 14",
        "220c 220a 11, 6",
        "2200 12, -1",
        "2205 2205 13, 1",
        "22ff 1608 2201 14, 1",
        "22ff 1608 2201 15, 0",
        "22ff 1608, -1",
        "22ff 1608 2a10, 65535",
        "231234, 4660",
        "2412345678, 305419896",
        "251234567890abcdef, 1311768467294899695",
        "2201 20 0007 2208 2207, 7",
        "21 0005 2208 2209, 9",
        "2201 2202 28 02, 4",
        "2201 2202 29, 1",
        "2201 2202 2b 03, 1",
        "2201 2202 2203 3202, 1",
        "2201 2202 2203 33, 2",
        "260020, 2147483648",
    })
    void everyOperationGivesWhatTheManualSays(String code, long result) {
        assertThat(expression(code + "27").evaluate(machine.inspect(), 0)).isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource({"17, 0xf1", "18, 0xf2f1", "19, 0xf4f3f2f1", "1a, 0xf8f7f6f5f4f3f2f1"})
    void memoryIsReadInTheGuestsOrderAndWithoutASign(String code, String result) {
        machine.deliver(new Input.WriteMemory(0, LoopMachine.COUNTER, Bytes.of(Hex.bytes("f1f2f3f4f5f6f7f8"))));
        assertThat(expression("2480000100" + code + "27").evaluate(machine.inspect(), 0))
                .isEqualTo(Long.parseUnsignedLong(result.substring(2), 16));
    }

    @Test
    void anAddressOfA32BitGuestHasNoSign() {
        AgentExpression extended = new AgentExpression(Hex.bytes("24800001001620" + "1727"), new GdbAddresses(32));
        assertThat(extended.evaluate(machine.inspect(), 0)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "22",
                "27",
                "02 27",
                "2200",
                "2100",
                "210000",
                "2200 1727",
                "2201 2200 05 27",
                "26ffff 27",
                "30 27",
                "01 27"
            })
    void whatCannotBeEvaluatedCountsAsTrue(String code) {
        Inspector now = machine.inspect();
        assertThatThrownBy(() -> expression(code).evaluate(now, 0))
                .isInstanceOfAny(RspException.class, ArithmeticException.class);
        assertThat(expression(code).holds(now, 0)).isTrue();
    }

    @Test
    void itHoldsWhereItIsNotZero() {
        assertThat(expression("220027").holds(machine.inspect(), 0)).isFalse();
        assertThat(expression("228027").holds(machine.inspect(), 0)).isTrue();
    }

    @Test
    void aLoopEndsAndAStackHasABottom() {
        String push = "2200".repeat(200) + "27";
        assertThatThrownBy(() -> expression(push).evaluate(machine.inspect(), 0))
                .hasMessage("The condition needs more than 128 values on its stack.");
        assertThatThrownBy(() -> expression("210000").evaluate(machine.inspect(), 0))
                .hasMessage("The condition has no end.");
    }

    @Test
    void randomBytesAreAValueOrASentence() {
        Random random = new Random(8);
        for (int round = 0; round < 20_000; round++) {
            byte[] code = new byte[random.nextInt(40)];
            for (int i = 0; i < code.length; i++) {
                code[i] = (byte) (random.nextBoolean() ? random.nextInt(0x34) : random.nextInt(256));
            }
            new AgentExpression(code, addresses).holds(machine.inspect(), 0);
        }
    }

    private AgentExpression expression(String code) {
        return new AgentExpression(Hex.bytes(code.replace(" ", "")), addresses);
    }
}
