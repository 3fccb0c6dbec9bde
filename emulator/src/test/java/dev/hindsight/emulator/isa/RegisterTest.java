package dev.hindsight.emulator.isa;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RegisterTest {
    @Test
    void aRegisterIsFoundByAnyOfItsNames() {
        assertThat(Register.named("a0")).contains(Register.A0);
        assertThat(Register.named("x10")).contains(Register.A0);
        assertThat(Register.named("fp")).contains(Register.S0);
        assertThat(Register.named("pc")).contains(Register.PC);
        assertThat(Register.named("x32")).isEmpty();
        assertThat(Register.named("")).isEmpty();
    }

    @Test
    void numbersAreThoseOfTheAbi() {
        assertThat(Register.RA.gdb()).isEqualTo(1);
        assertThat(Register.T6.gdb()).isEqualTo(31);
        assertThat(Register.PC.gdb()).isEqualTo(32);
        assertThat(Register.T6.dwarf()).contains(31);
        assertThat(Register.PC.dwarf()).isEmpty();
    }

    @Test
    void csrsHaveOneNameAndAddressEach() {
        assertThat(Csr.named("mepc").map(Csr::address)).contains(0x341);
        assertThat(Csr.at(0xb83).map(Csr::name)).contains("mhpmcounter3h");
        assertThat(Csr.all(Isa.VIRT64)).noneMatch(csr -> csr.name().endsWith("h") && csr.only32());
        assertThat(Csr.all(Isa.VIRT32)).extracting(Csr::address).isSorted().doesNotHaveDuplicates();
    }
}
