package dev.hindsight.emulator.isa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsaTest {
    @ParameterizedTest
    @CsvSource({
        "rv32i, rv32i_zicsr",
        "RV64GC, rv64imafdc_zicsr_zifencei",
        "rv64ib, rv64i_zicsr_zba_zbb_zbs",
        "rv64i_b, rv64i_zicsr_zba_zbb_zbs",
        "rv32imc_zbs_zba, rv32imc_zicsr_zba_zbs",
        "rv32imczba, rv32imc_zicsr_zba",
        "rv64i2p1_m2p0_a2p1_c2p0_zicsr2p0_zmmul1p0_zaamo1p0_zalrsc1p0_zca1p0, rv64imac_zicsr",
        "rv64imafdcsu_sstc, rv64imafdcsu_zicsr_sstc",
        "rv32is, rv32isu_zicsr",
        "rv32i2_zmmul, rv32i_zicsr_zmmul",
        "rv64if_zfh, rv64if_zicsr_zfh",
    })
    void anIsaIsWrittenInCanonicalOrder(String text, String canonical) {
        Isa isa = Isa.parse(text);
        assertThat(isa).hasToString(canonical);
        assertThat(Isa.parse(isa.toString())).isEqualTo(isa).hasSameHashCodeAs(isa);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rv64gq | the extension q, which this machine does not support",
                "rv64gc_zve32x | the extension zve32x, which this machine does not support",
                "rv32e | it must begin with rv32i, rv64i, rv32g or rv64g",
                "rv128i | it must begin with",
                "'' | it must begin with",
                "rv64id | The extension d needs f, which is missing.",
                "rv64gc_zcf | The extension zcf exists on rv32 only.",
                "rv64gc__zba | an underscore without an extension after it",
                "rv64gc_ | an underscore without an extension after it",
                "rv64gc zba | the extension  , which"
            })
    void whatCannotBeIsSaidInASentence(String text, String part) {
        assertThatThrownBy(() -> Isa.parse(text))
                .isInstanceOf(IsaException.class)
                .hasMessageContaining(part);
    }

    @Test
    void anyTextIsReadOrRefused() {
        Random random = new Random(3);
        String alphabet = "rv3264imafdcgbsuz_p19haksn \u00e9";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "rv64i" : "");
            for (int left = random.nextInt(12); left > 0; left--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                Isa isa = Isa.parse(text.toString());
                assertThat(Isa.parse(isa.toString())).isEqualTo(isa);
            } catch (IsaException e) {
                assertThat(e).hasMessageEndingWith(".");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 64})
    void everyExtensionCanBeNamed(int xlen) {
        Isa all = Isa.everything(xlen);
        assertThat(Isa.parse(all.toString())).isEqualTo(all);
        assertThat(new ArchString((xlen == 64 ? Isa.VIRT64 : Isa.VIRT32).toString()).missing(all))
                .isEmpty();
    }

    @Test
    void compressedFloatingPointFollowsFromItsParts() {
        assertThat(Isa.parse("rv32gc").has(Extension.ZCF)).isTrue();
        assertThat(Isa.parse("rv64gc").has(Extension.ZCF)).isFalse();
        assertThat(Isa.parse("rv64imafc").has(Extension.ZCD)).isFalse();
    }

    @Test
    void modesAreNoPartOfWhatACompilerSees() {
        assertThat(Isa.parse("rv32imacsu").unprivileged()).isEqualTo("rv32imac_zicsr");
        assertThat(Isa.parse("rv32imacsu").letters()).isEqualTo(0x141105);
    }

    @Test
    void theModesAreTheBoards() {
        assertThat(Isa.parse("rv32imac").withModesOf(Isa.VIRT64)).hasToString("rv32imacsu_zicsr_sstc_svadu");
        assertThat(Isa.parse("rv32imac").withModesOf(Isa.parse("rv64i"))).hasToString("rv32imac_zicsr");
    }
}
