// Harts: their states, and what one asks of another through the CLINT's software interrupt.
#include "sbi.h"

enum { STARTED, STOPPED, START_PENDING, STOP_PENDING, SUSPENDED }; // SBI 2.0, 9: the states of a hart

static struct {
    u32 state;
    word address, opaque; // where START_PENDING leads
    u32 ipi;              // asked: raise the supervisor's software interrupt
    u32 fences_asked, fences_made;
} harts[MAX_HARTS];

extern char stacks[];

static u32 present; // a bit for each hart that has arrived

u32 hart_id(void) {
    return csr_read(mhartid);
}

u32 all_harts(void) {
    return __atomic_load_n(&present, __ATOMIC_ACQUIRE);
}

_Bool harts_in(word mask, word base, u32 *targets) {
    if (base == (word)-1) { // SBI 2.0, 3.1: every hart
        *targets = all_harts();
        return 1;
    }
    *targets = base < MAX_HARTS ? mask << base : 0;
    return mask == 0 || (base < MAX_HARTS && (word)*targets >> base == mask && (*targets & ~all_harts()) == 0);
}

static _Bool is_present(word hart) {
    return hart < MAX_HARTS && (all_harts() >> hart & 1);
}

static u32 state(word hart) {
    return __atomic_load_n(&harts[hart].state, __ATOMIC_ACQUIRE);
}

static void set_state(word hart, u32 state) {
    __atomic_store_n(&harts[hart].state, state, __ATOMIC_RELEASE);
}

static void interrupt(u32 hart) {
    asm volatile("fence w, o" ::: "memory"); // what is asked, before the asking
    CLINT_MSIP[hart] = 1;
}

void send_ipi(u32 targets) {
    for (u32 hart = 0; targets >> hart; hart++) {
        if (targets >> hart & 1) {
            __atomic_store_n(&harts[hart].ipi, 1, __ATOMIC_RELAXED);
            interrupt(hart);
        }
    }
}

// Every kind of fence there is: one that covers more than was asked for is as good.
static void fence_here(void) {
    asm volatile("sfence.vma\n\tfence.i" ::: "memory");
}

// Each request takes a number, and is done once its hart has fenced for that number or a later one.
void remote_fence(u32 targets) {
    u32 self = hart_id(), numbers[MAX_HARTS];
    for (u32 hart = 0; targets >> hart; hart++) {
        if (hart != self && (targets >> hart & 1)) {
            numbers[hart] = __atomic_add_fetch(&harts[hart].fences_asked, 1, __ATOMIC_SEQ_CST);
            interrupt(hart);
        }
    }
    if (targets >> self & 1)
        fence_here();
    for (u32 hart = 0; targets >> hart; hart++) {
        if (hart == self || !(targets >> hart & 1))
            continue;
        while ((int)(__atomic_load_n(&harts[hart].fences_made, __ATOMIC_ACQUIRE) - numbers[hart]) < 0) {
            attend(); // the other may be waiting for us
            pause();
        }
    }
}

void attend(void) {
    u32 self = hart_id();
    CLINT_MSIP[self] = 0;
    asm volatile("fence o, rw" ::: "memory"); // whoever asks from now on interrupts us again
    if (__atomic_exchange_n(&harts[self].ipi, 0, __ATOMIC_ACQ_REL))
        csr_set(mip, SSIP);
    u32 asked = __atomic_load_n(&harts[self].fences_asked, __ATOMIC_ACQUIRE);
    if (asked != harts[self].fences_made) {
        fence_here();
        __atomic_store_n(&harts[self].fences_made, asked, __ATOMIC_RELEASE);
    }
}

void hart_arrived(void) {
    __atomic_or_fetch(&present, 1u << hart_id(), __ATOMIC_ACQ_REL);
}

// SBI 2.0, 9.1: S mode begins with a0 the hart, a1 the caller's, no paging and no interrupts.
void run_supervisor(word address, word opaque) {
    csr_write(satp, 0);
    csr_write(sie, 0);
    csr_clear(mstatus, MSTATUS_MPP | MSTATUS_MPIE | 1 << 1); // sstatus.SIE
    csr_set(mstatus, MSTATUS_MPP_S);
    csr_write(mepc, address);
    csr_write(mscratch, stacks + ((hart_id() + 1) << STACK_SHIFT)); // what trap_entry expects
    fence_here();
    register word a0 asm("a0") = hart_id();
    register word a1 asm("a1") = opaque;
    asm volatile("mret" ::"r"(a0), "r"(a1) : "memory");
    __builtin_unreachable();
}

void wait_for_start(void) {
    u32 self = hart_id();
    csr_write(mie, MSIP);
    set_timer(-1);
    set_state(self, STOPPED);
    hart_arrived();
    while (state(self) != START_PENDING) {
        asm volatile("wfi" ::: "memory");
        attend();
    }
    csr_clear(mip, SSIP);
    set_state(self, STARTED);
    run_supervisor(harts[self].address, harts[self].opaque);
}

struct result hart_start(word hart, word address, word opaque) {
    if (!is_present(hart))
        return ERROR(SBI_ERR_INVALID_PARAM);
    if (address - FIRMWARE < FIRMWARE_SIZE)
        return ERROR(SBI_ERR_INVALID_ADDRESS);
    u32 expected = STOPPED; // STOP_PENDING keeps other callers out until the address is there
    if (!__atomic_compare_exchange_n(&harts[hart].state, &expected, STOP_PENDING, 0, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED))
        return ERROR(SBI_ERR_ALREADY_AVAILABLE);
    harts[hart].address = address;
    harts[hart].opaque = opaque;
    set_state(hart, START_PENDING);
    interrupt(hart);
    return OK(0);
}

struct result hart_status(word hart) {
    return is_present(hart) ? OK(state(hart)) : ERROR(SBI_ERR_INVALID_PARAM);
}

// Retentive, until an interrupt that the kernel enabled is pending: then the call returns.
struct result hart_suspend(u32 type) {
    if (type != 0)
        return ERROR(type == 0x80000000 ? SBI_ERR_NOT_SUPPORTED : SBI_ERR_INVALID_PARAM);
    set_state(hart_id(), SUSPENDED);
    while (!(csr_read(mip) & csr_read(mie)))
        asm volatile("wfi" ::: "memory");
    set_state(hart_id(), STARTED);
    return OK(0);
}
