// A long-running integer workload: calls, branches, recursion, table look-ups, multiplication, a jump table.
// One round is about 1.3 million steps, all rounds together 2.2 thousand million.
#include "virt.h"

enum { ROUNDS = 1700, BYTES = 4096, VALUES = 2048, SIDE = 32, CODE = 64 };

static u32 seed = 1;
static u8 bytes[BYTES];
static u32 crc_table[256];
static u32 values[VALUES];
static int left[SIDE][SIDE], right[SIDE][SIDE], product[SIDE][SIDE];
static u8 code[CODE];

__attribute__((noinline)) static u32 random(void) {
    seed = seed * 1664525 + 1013904223;
    return seed >> 8;
}

__attribute__((noinline)) static void make_crc_table(void) {
    for (u32 i = 0; i < 256; i++) {
        u32 value = i;
        for (int bit = 0; bit < 8; bit++)
            value = value & 1 ? value >> 1 ^ 0xedb88320 : value >> 1;
        crc_table[i] = value;
    }
}

__attribute__((noinline)) static u32 crc(const u8 *data, int count) {
    u32 value = 0xffffffff;
    for (int i = 0; i < count; i++)
        value = value >> 8 ^ crc_table[(value ^ data[i]) & 255];
    return ~value;
}

__attribute__((noinline)) static void sort(u32 *array, int count) {
    for (int gap = count / 2; gap > 0; gap /= 2)
        for (int i = gap; i < count; i++) {
            u32 value = array[i];
            int j = i;
            for (; j >= gap && array[j - gap] > value; j -= gap)
                array[j] = array[j - gap];
            array[j] = value;
        }
}

__attribute__((noinline)) static void multiply(void) {
    for (int row = 0; row < SIDE; row++)
        for (int column = 0; column < SIDE; column++) {
            int sum = 0;
            for (int k = 0; k < SIDE; k++)
                sum += left[row][k] * right[k][column];
            product[row][column] = sum;
        }
}

__attribute__((noinline)) static u32 fibonacci(u32 n) {
    return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
}

// A machine in the machine: the switch becomes an indirect jump.
__attribute__((noinline)) static u32 interpret(int turns) {
    u32 a = 1, b = 2;
    for (int turn = 0; turn < turns; turn++)
        for (int at = 0; at < CODE; at++)
            switch (code[at]) {
                case 0: a += b; break;
                case 1: b ^= a; break;
                case 2: a = a << 7 | a >> 25; break;
                case 3: b -= a; break;
                case 4: a *= b | 1; break;
                case 5: b = ~b; break;
                case 6: a /= (b & 15) + 1; break;
                default: b += 3; break;
            }
    return a ^ b;
}

__attribute__((noinline)) static u32 round_of_work(void) {
    for (int i = 0; i < BYTES; i++)
        bytes[i] = (u8)random();
    for (int i = 0; i < VALUES; i++)
        values[i] = random();
    for (int row = 0; row < SIDE; row++)
        for (int column = 0; column < SIDE; column++) {
            left[row][column] = (int)(random() & 1023);
            right[row][column] = (int)(random() & 1023);
        }
    for (int i = 0; i < CODE; i++)
        code[i] = random() & 7;
    sort(values, VALUES);
    multiply();
    u32 sum = crc(bytes, BYTES) ^ values[VALUES / 2] ^ (u32)product[1][2];
    return sum + fibonacci(17) + interpret(200);
}

int main(void) {
    u32 sum = 0;
    make_crc_table();
    for (int round = 0; round < ROUNDS; round++)
        sum = sum * 31 + round_of_work();
    print("integer ");
    print_number((int)(sum & 0x7fffffff));
    print("\n");
    return 0;
}
