// The 16550 UART of the virt board, polled.
#include "sbi.h"

// [0] is the data register, bits of [5] say whether there is data and whether there is room.
#define UART ((volatile u8 *)0x10000000)
enum { LINE_STATUS = 5, DATA_READY = 0x01, ROOM_TO_SEND = 0x20 };

void put(u8 byte) {
    while (!(UART[LINE_STATUS] & ROOM_TO_SEND)) {
    }
    UART[0] = byte;
}

int get(void) {
    return UART[LINE_STATUS] & DATA_READY ? UART[0] : -1;
}

void print(const char *text) {
    while (*text)
        put((u8)*text++);
}

void print_hex(word number) {
    int shift = XLEN - 4;
    while (shift > 0 && number >> shift == 0)
        shift -= 4;
    for (; shift >= 0; shift -= 4)
        put((u8) "0123456789abcdef"[number >> shift & 15]);
}
