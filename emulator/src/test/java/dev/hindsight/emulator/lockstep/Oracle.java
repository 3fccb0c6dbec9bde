package dev.hindsight.emulator.lockstep;

import dev.hindsight.emulator.isa.Isa;

/** What both sides can do. QEMU 7.2 has no Zicond and no Zawrs: there the specification decides. */
final class Oracle {
    private Oracle() {}

    static Isa isa(int xlen) {
        return Isa.parse(
                "rv%dimafdcsu_zicsr_zifencei_zicntr_zihpm_zihintpause_zfh_zba_zbb_zbc_zbs_sstc_svadu".formatted(xlen));
    }
}
