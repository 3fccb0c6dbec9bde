#include "virt.h"

// 16550 UART: [0] is the data register, bits of [5] say whether there is data and whether there is room.
#define UART ((volatile u8 *)0x10000000)
enum { LINE_STATUS = 5, DATA_READY = 0x01, ROOM_TO_SEND = 0x20 };

#define FINISHER (*(volatile u32 *)0x100000)
enum { FINISHER_PASS = 0x5555, FINISHER_FAIL = 0x3333 };

// CLINT: two halves each, so that RV32 can use them too.
#define MTIMECMP ((volatile u32 *)0x02004000)
#define MTIME ((volatile u32 *)0x0200bff8)

void put(char c) {
    while (!(UART[LINE_STATUS] & ROOM_TO_SEND)) {
    }
    UART[0] = (u8)c;
}

void print(const char *text) {
    while (*text)
        put(*text++);
}

void print_number(int number) {
    char digits[10];
    int count = 0;
    u32 rest = number < 0 ? -(u32)number : (u32)number;
    do {
        digits[count++] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest);
    if (number < 0)
        put('-');
    while (count > 0)
        put(digits[--count]);
}

int get(void) {
    return UART[LINE_STATUS] & DATA_READY ? UART[0] : -1;
}

u64 time_now(void) {
    u32 high, low;
    do {
        high = MTIME[1];
        low = MTIME[0];
    } while (high != MTIME[1]); // the low half went round in between
    return (u64)high << 32 | low;
}

void set_timer(u64 when) {
    MTIMECMP[1] = 0xffffffff; // never early: not even between the two stores
    MTIMECMP[0] = (u32)when;
    MTIMECMP[1] = (u32)(when >> 32);
}

void finish(int status) {
    FINISHER = status == 0 ? FINISHER_PASS : ((u32)status << 16 | FINISHER_FAIL);
    for (;;) {
    }
}
