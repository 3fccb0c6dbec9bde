// The integer workload once more, in supervisor mode behind Sv39 with pages of 4 KiB.
#define main integer_workload
#include "integer.c"
#undef main

typedef unsigned long word;

enum { PTES = 512, PAGE = 4096, TABLES = 8 }; // 2 MiB a table
enum { V = 1, R = 2, W = 4, X = 8, A = 64, D = 128 };
#define RAM 0x80000000UL

static word root[PTES] __attribute__((aligned(PAGE)));
static word middle[PTES] __attribute__((aligned(PAGE)));
static word leaves[TABLES][PTES] __attribute__((aligned(PAGE)));

static word pte(word address, word bits) {
    return address >> 12 << 10 | bits | V;
}

// Addresses stay what they are: devices by one large page, the beginning of RAM by small ones.
static void map(void) {
    root[0] = pte(0, R | W | A | D);
    root[RAM >> 30] = pte((word)middle, 0);
    for (word table = 0; table < TABLES; table++) {
        middle[table] = pte((word)leaves[table], 0);
        for (word i = 0; i < PTES; i++)
            leaves[table][i] = pte(RAM + (table * PTES + i) * PAGE, R | W | X | A | D);
    }
}

static void enter_supervisor_mode(void) {
    __asm__ volatile("csrw pmpaddr0, %0\n\t"
                     "csrw pmpcfg0, %1\n\t"
                     "csrw satp, %2\n\t"
                     "csrs mstatus, %3\n\t"
                     "la t0, 1f\n\t"
                     "csrw mepc, t0\n\t"
                     "mret\n"
                     "1:" ::"r"(-1UL), "r"(0x1fUL), "r"(8UL << 60 | (word)root >> 12), "r"(1UL << 11)
                     : "t0", "memory");
}

int main(void) {
    map();
    enter_supervisor_mode();
    return integer_workload();
}
