// The supervisor's timer: by stimecmp where harts have Sstc, else by the CLINT and an interrupt that we pass on.
#include "sbi.h"

// menvcfg: what S and U mode may use. Bits of what a hart does not have stay 0.
#define ENV_STCE ((u64)1 << 63)
#define ENV_PBMTE ((u64)1 << 62)
enum { ENV_CBIE_FLUSH = 1 << 4, ENV_CBCFE = 1 << 6, ENV_CBZE = 1 << 7 };

static _Bool sstc; // the same on every hart

void timer_begin(void) {
    csr_set(menvcfg, (word)(ENV_STCE | ENV_PBMTE | ENV_CBIE_FLUSH | ENV_CBCFE | ENV_CBZE));
#if __riscv_xlen == 32
    csr_set(menvcfgh, (ENV_STCE | ENV_PBMTE) >> 32);
#endif
    csr_write(stimecmp, -1);
    sstc = csr_read(stimecmp) != 0;
    set_timer(-1);
}

static void set_stimecmp(u64 when) {
#if __riscv_xlen == 32
    csr_write(stimecmph, -1); // never early, not even between the two
    csr_write(stimecmp, when);
    csr_write(stimecmph, when >> 32);
#else
    csr_write(stimecmp, when);
#endif
}

static void set_mtimecmp(u64 when) {
    volatile u32 *compare = CLINT_MTIMECMP + 2 * hart_id();
    compare[1] = -1;
    compare[0] = (u32)when;
    compare[1] = (u32)(when >> 32);
    csr_clear(mip, STIP);
    csr_set(mie, MTIP);
}

void set_timer(u64 when) {
    if (sstc)
        set_stimecmp(when);
    else
        set_mtimecmp(when);
}

void timer_expired(void) {
    csr_clear(mie, MTIP); // until the kernel sets the timer anew
    csr_set(mip, STIP);
}
