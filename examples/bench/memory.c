// Rewrites six mebibytes every five million steps, and works on registers in between: what recording costs when a
// guest writes much.
#include "virt.h"

enum { ROUNDS = 400, WORDS = 6 * 1024 * 1024 / 8, MIXES = 232000 };

static u64 words[WORDS];

__attribute__((noinline)) static void rewrite(u64 value) {
    for (int i = 0; i < WORDS; i++)
        words[i] = value + (u64)i;
}

__attribute__((noinline)) static u64 mix(u64 value) {
    for (int i = 0; i < MIXES; i++) {
        value ^= value << 13;
        value ^= value >> 7;
        value ^= value << 17;
    }
    return value;
}

int main(void) {
    u64 value = 88172645463325252;
    for (int round = 0; round < ROUNDS; round++) {
        value = mix(value);
        rewrite(value);
    }
    print("memory ");
    print_number((int)(words[WORDS / 2] & 0x7fffffff));
    print("\n");
    return 0;
}
