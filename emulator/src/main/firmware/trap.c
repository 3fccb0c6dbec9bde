// Traps into M mode: calls of the kernel, and interrupts from the timer and from other harts.
#include "sbi.h"

#define LAST_LEGACY_CALL 8 // SBI 2.0, chapter 5

static void supervisor_call(struct frame *frame) {
    frame->pc += 4;
    if (frame->a[7] <= LAST_LEGACY_CALL) {
        frame->a[0] = legacy_call(frame);
    } else {
        struct result result = call(frame);
        frame->a[0] = (word)result.error;
        frame->a[1] = result.value;
    }
}

// Nothing else is left to M mode, so this is a mistake of the firmware's.
static void give_up(const struct frame *frame, word cause) {
    print("Hindsight SBI: unexpected trap, mcause 0x");
    print_hex(cause);
    print(", mepc 0x");
    print_hex(frame->pc);
    print(", mtval 0x");
    print_hex(csr_read(mtval));
    put('\n');
    for (;;)
        *FINISHER = 1 << 16 | FINISHER_FAIL;
}

void trap(struct frame *frame) {
    const word interrupt = (word)1 << (XLEN - 1);
    word cause = csr_read(mcause);
    if (cause == CAUSE_SUPERVISOR_ECALL)
        supervisor_call(frame);
    else if (cause == (interrupt | INTERRUPT_M_SOFTWARE))
        attend();
    else if (cause == (interrupt | INTERRUPT_M_TIMER))
        timer_expired();
    else
        give_up(frame, cause);
}
