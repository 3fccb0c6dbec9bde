// For tests with several harts: they count together, by atomic additions and under a lock, while an interrupt goes round
// from hart to hart. What is printed does not depend on who comes first.
#include "virt.h"

enum { COUNTS = 300, ROUNDS = 12, SETTLING = 20000 };

static volatile u32 *const software_interrupt = (u32 *)0x2000000;

volatile int harts; // that have come so far
volatile int begun;
int lock;
int locked; // counted under the lock
int added;  // counted by atomic additions
volatile int passes;
volatile int finished;

static int hart_number(void) {
    long number;
    __asm__ volatile("csrr %0, mhartid" : "=r"(number));
    return (int)number;
}

static void enable_interrupts(void) {
    __asm__ volatile("csrs mie, %0" ::"r"(1 << 3));
    __asm__ volatile("csrs mstatus, %0" ::"r"(1 << 3));
}

// Passes the interrupt on to the next hart, until it has gone round often enough.
__attribute__((interrupt("machine"), aligned(4))) static void pass(void) {
    int hart = hart_number();
    software_interrupt[hart] = 0;
    int next = hart + 1 == harts ? 0 : hart + 1;
    if (++passes < ROUNDS * harts)
        software_interrupt[next] = 1;
}

static void take_lock(void) {
    int open;
    do
        open = 0;
    while (!__atomic_compare_exchange_n(&lock, &open, 1, 0, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED));
}

static void give_lock(void) {
    __atomic_store_n(&lock, 0, __ATOMIC_RELEASE);
}

static void count(int times) {
    for (int i = 0; i < times; i++) {
        __atomic_fetch_add(&added, 1, __ATOMIC_RELAXED);
        take_lock();
        locked++;
        give_lock();
    }
}

static void lead(void) {
    for (volatile int i = 0; i < SETTLING; i++)
        ;
    begun = 1;
    software_interrupt[0] = 1;
    count(COUNTS);
    while (finished < harts - 1 || passes < ROUNDS * harts)
        ;
    print_number(harts);
    print(" harts added ");
    print_number(added);
    print(", locked ");
    print_number(locked);
    print(", passed ");
    print_number(passes);
    print("\n");
    finish(0);
}

static void follow(void) {
    while (!begun)
        ;
    count(COUNTS);
    __atomic_fetch_add(&finished, 1, __ATOMIC_RELEASE);
    for (;;)
        __asm__ volatile("wfi");
}

__attribute__((noreturn)) void begin(int hart) {
    __asm__ volatile("csrw mtvec, %0" ::"r"(pass));
    __atomic_fetch_add(&harts, 1, __ATOMIC_RELAXED);
    enable_interrupts();
    if (hart == 0)
        lead();
    follow();
    __builtin_unreachable();
}
