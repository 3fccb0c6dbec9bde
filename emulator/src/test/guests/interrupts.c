// For tests of guest time: sleeps with wfi and counts the timer's interrupts, first with the trap taken, then with
// mstatus.MIE off, where wfi only wakes up.
#include "virt.h"

enum { PERIOD = 1000, COUNT = 20 };

volatile int ticks;
static u64 next;

__attribute__((interrupt, aligned(4))) static void on_trap(void) {
    ticks++;
    next += PERIOD;
    set_timer(next);
}

static void start(void) {
    next = time_now() + PERIOD;
    set_timer(next);
    __asm__ volatile("csrw mtvec, %0; csrs mie, %1; csrsi mstatus, 8" ::"r"(on_trap), "r"(1 << 7));
}

int main(void) {
    start();
    while (ticks < COUNT)
        __asm__ volatile("wfi");
    __asm__ volatile("csrci mstatus, 8");
    for (int i = 0; i < COUNT; i++) {
        u64 wake = time_now() + PERIOD;
        set_timer(wake);
        __asm__ volatile("wfi");
        if (time_now() < wake)
            return 1;
    }
    print("ticks ");
    print_number(ticks);
    print("\n");
    return 0;
}
