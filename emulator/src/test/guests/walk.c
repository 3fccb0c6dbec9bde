// For tests of walking backward: calls in every shape, a recursion and a loop, a line each.
#include "virt.h"

struct pair {
    long left, right;
};

static int calls;

static int callee(int value) {
    calls++;
    return value + 1;
}

static void nothing(void) {
}

static int nested(int value) {
    int inner = callee(value);
    return inner * 2;
}

static int recursive(int depth) {
    if (depth == 0)
        return 0;
    return depth + recursive(depth - 1);
}

static int loop(int rounds) {
    int sum = 0;
    for (int i = 0; i < rounds; i++)
        sum += callee(i);
    return sum;
}

static char letter(void) {
    return 'w';
}

static unsigned short half(void) {
    return 0xfedc;
}

static u64 wide(void) {
    return 0x123456789abcdef0;
}

static const char *text(void) {
    return "backward";
}

static struct pair pair(void) {
    return (struct pair){-1, 2};
}

int main(void) {
    int sum = 1;
    sum = callee(sum);
    nothing();
    sum += nested(sum);
    sum += callee(1) + callee(2);
    sum += recursive(4);
    sum += loop(5);
    sum += letter() + half();
    sum += (int)wide() + *text();
    sum += (int)pair().right;
    print_number(sum);
    print("\n");
    return 0;
}
