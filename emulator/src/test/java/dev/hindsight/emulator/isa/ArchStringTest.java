package dev.hindsight.emulator.isa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchStringTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rv64i2p1_m2p0_a2p1_f2p2_d2p2_c2p0_zicsr2p0 | ''",
                "rv64imafdc_zbkb1p0_xnobody2p3_zba1p0 | zbkb xnobody",
                "rv64i2p1_v1p0_zve32f1p0_zve64d1p0_zvl128b1p0 | v",
                "rv64i2p1_zve32x1p0_zvl32b1p0 | zve32x zvl32b",
                "rv64gcbv_zcb | v zcb",
                "rv64gch_svnapot | h svnapot",
                "rv64g_b_zicbom1p0_zicboz1p0_zicbop1p0_zic64b1p0_zkt1p0_zihintntl1p0_ztso1p0 | zicbom zicboz",
                "RV64IMAC_ZFH | zfh",
                "rv64imac_zabha1p0_zacas1p0_zca1p0_zcmp1p0 | zabha zacas zcmp",
                "rv64i_xtheadba1p0_smaia1p0_ssaia | xtheadba smaia ssaia",
                "rv32e1p9_m2p0 | ''",
                "rv64i__zbkb_ | zbkb",
                "rv64i_%$#_zbkb\u001b[31m_zbkx | zbkx",
                "x86-64 | ''",
                "rv64 | ''",
                "'' | ''",
            })
    void namesEachThatAMachineLacks(String text, String missing) {
        assertThat(String.join(" ", new ArchString(text).missing(Isa.VIRT64))).isEqualTo(missing);
    }

    @Test
    void aMachineWithLessLacksMore() {
        assertThat(new ArchString("rv32imafc_zba").missing(Isa.parse("rv32imac")))
                .containsExactly("f", "zba");
    }

    @Test
    void anyTextIsRead() {
        Random random = new Random(5);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "rv64" : "");
            for (int left = random.nextInt(16); left > 0; left--) {
                text.append((char) (random.nextInt(4) == 0 ? random.nextInt(0x10000) : 32 + random.nextInt(96)));
            }
            assertThatCode(() -> new ArchString(text.toString()).missing(Isa.VIRT64))
                    .doesNotThrowAnyException();
        }
    }
}
