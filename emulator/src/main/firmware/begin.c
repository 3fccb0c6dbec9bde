// Where each hart begins: sets up what S mode will need, and enters the kernel or waits until the kernel starts it.
#include "sbi.h"

#define KERNEL (FIRMWARE + (sizeof(word) == 8 ? 0x200000 : 0x400000))

// What boot ROMs pass in a2: the fw_dynamic interface of OpenSBI.
struct kernel_info {
    word magic, version, address, mode;
};
#define KERNEL_INFO_MAGIC 0x4942534f

extern u32 ready;
void trap_entry(void);

// Every exception but a call from S mode, and every interrupt of S mode, goes to S mode: bits of medeleg and mideleg.
enum { TO_SUPERVISOR = 0xb1ff, INTERRUPTS_TO_SUPERVISOR = SSIP | STIP | SEIP | LCOFIP };

// Bits of pmpcfg0: a naturally aligned range, whose size the low ones of its address say.
enum { PMP_NAPOT = 3 << 3, PMP_RWX = 7 };

// What this hart lacks is left out: no counters, no PMP and no menvcfg are all fine.
static void set_up(void) {
    csr_write(medeleg, TO_SUPERVISOR);
    csr_write(mideleg, INTERRUPTS_TO_SUPERVISOR);
    csr_write(mcounteren, -1);
    csr_write(mcountinhibit, 0);
    csr_write(pmpaddr0, (FIRMWARE | (FIRMWARE_SIZE / 2 - 1)) >> 2);
    csr_write(pmpaddr1, -1);
    csr_write(pmpcfg0, PMP_NAPOT | (PMP_NAPOT | PMP_RWX) << 8); // the first entry that matches decides
    timer_begin();
    csr_write(mip, 0);
    csr_write(mtvec, trap_entry);
    csr_write(mie, MSIP);
}

__attribute__((noreturn)) void begin_first(word hart, u8 *tree, const struct kernel_info *info) {
    (void)hart;
    word kernel = info && info->magic == KERNEL_INFO_MAGIC && info->address ? info->address : KERNEL;
    set_up();
    hart_arrived();
    reserve_in_tree(tree, FIRMWARE, FIRMWARE_SIZE);
    __atomic_store_n(&ready, 1, __ATOMIC_RELEASE);
    print("Hindsight SBI: the kernel is at 0x");
    print_hex(kernel);
    put('\n');
    run_supervisor(kernel, (word)tree);
}

__attribute__((noreturn)) void begin_other(void) {
    set_up();
    wait_for_start();
}
