package dev.hindsight.rsp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hindsight.rsp.wire.RspException;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RegisterLayoutTest {
    private static final String TARGET = """
            <?xml version="1.0"?><!DOCTYPE target SYSTEM "gdb-target.dtd">
            <target version="1.0"><architecture>riscv:rv32</architecture>
            <xi:include href="cpu.xml"/><xi:include href="csr.xml"/></target>
            """;
    private static final String CPU = """
            <feature name="org.gnu.gdb.riscv.cpu"><reg name="zero" bitsize="32" regnum="0"/>
            <reg name="ra" bitsize="32"/><reg name="pc" bitsize="32" regnum="32"/></feature>
            """;
    private static final String CSR =
            "<feature name=\"csr\"><reg name=\"mstatus\" bitsize=\"32\" regnum=\"833\"/></feature>";

    @Test
    void followsIncludesAndNumbersWhatHasNoNumber() {
        RegisterLayout layout = layout(Map.of("target.xml", TARGET, "cpu.xml", CPU, "csr.xml", CSR));
        assertThat(layout.architecture()).isEqualTo("riscv:rv32");
        assertThat(layout.register("ra"))
                .hasValueSatisfying(ra -> assertThat(ra.number()).isEqualTo(1));
        assertThat(layout.register(833))
                .hasValueSatisfying(csr -> assertThat(csr.name()).isEqualTo("mstatus"));
    }

    @Test
    void findsValuesInTheOrderOfNumbersAndLeavesOutTheUnavailable() {
        RegisterLayout layout = layout(Map.of("target.xml", TARGET, "cpu.xml", CPU, "csr.xml", CSR));
        assertThat(layout.values("00000000xxxxxxxx10000080"))
                .containsExactly(Map.entry(0, 0L), Map.entry(32, 0xffff_ffff_8000_0010L));
    }

    @Test
    void brokenDescriptionsAreASentence() {
        String twice = TARGET.replace("csr.xml", "cpu.xml");
        for (String target : new String[] {"", "<target>", "text", twice, "<reg name='a' bitsize='x'/>"}) {
            assertThatExceptionOfType(RspException.class)
                    .isThrownBy(() -> layout(Map.of("target.xml", target, "cpu.xml", CPU)))
                    .withMessageStartingWith("The ");
        }
    }

    @Test
    void damagedDescriptionsThrowNothingButItsOwnException() {
        Random random = new Random(5);
        for (int round = 0; round < 500; round++) {
            StringBuilder damaged = new StringBuilder(CPU);
            damaged.setLength(1 + random.nextInt(CPU.length()));
            damaged.setCharAt(random.nextInt(damaged.length()), '<');
            try {
                layout(Map.of("target.xml", damaged.toString()));
            } catch (RspException expected) {
                assertThat(expected.getMessage()).isNotBlank();
            }
        }
    }

    private static RegisterLayout layout(Map<String, String> documents) {
        return RegisterLayout.read(name -> documents.getOrDefault(name, ""));
    }
}
