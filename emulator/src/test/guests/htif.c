// Speaks to its host as programs for Spike do: the console byte by byte, the system calls write and exit, and what there
// is not. A value of 64 bits is written by halves where registers have 32.
#include "virt.h"

enum { CONSOLE = 1, GETCHAR = 0, PUTCHAR = 1, WRITE = 64, EXIT = 93, OPENAT = 56 };

volatile u64 tohost __attribute__((aligned(64))), fromhost __attribute__((aligned(64)));

static volatile u64 block[8] __attribute__((aligned(64)));

static void store(volatile u64 *to, u64 value) {
#if __riscv_xlen == 64
    *to = value;
#else
    ((volatile u32 *)to)[0] = (u32)value;
    ((volatile u32 *)to)[1] = (u32)(value >> 32);
#endif
}

static void tell(int device, int command, u64 payload) {
    store(&tohost, (u64)device << 56 | (u64)command << 48 | payload);
}

static u64 answer(void) {
    u64 value;
    while ((value = fromhost) == 0) {
    }
    store(&fromhost, 0);
    return value;
}

static long call(long number, u64 first, const void *second, u64 third) {
    block[0] = number;
    block[1] = first;
    block[2] = (unsigned long)second;
    block[3] = third;
    tell(0, 0, (unsigned long)block);
    answer();
    return (long)block[0];
}

int main(void) {
    for (const char *c = "byte by byte\n"; *c; c++)
        tell(CONSOLE, PUTCHAR, (u64)*c);
    int wrong = tohost != 0;
    wrong += call(WRITE, 1, "written\n", 8) != 8;
    wrong += call(WRITE, 2, "as an error\n", 12) != 12;
    wrong += call(WRITE, 3, "to a file\n", 10) != -9;
    wrong += call(WRITE, 1, (void *)16, 10) != -14;
    wrong += call(OPENAT, 0, "pom.xml", 0) != -38;
    tell(CONSOLE, GETCHAR, 0);
    u64 typed = answer();
    wrong += typed >> 48 != 0x100;
    tell(CONSOLE, PUTCHAR, typed & 0xff);
    tell(CONSOLE, PUTCHAR, '\n');
#ifdef CALL
    call(EXIT, wrong + 7, 0, 0);
#endif
    for (;;)
        tell(0, 0, (u64)(wrong + 7) << 1 | 1);
}
