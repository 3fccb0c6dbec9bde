// For tests of debuggers: calls as an optimizing compiler makes them. A call that comes last is a jump, so that a function
// is not always called by the one it returns to; arguments are in registers, and only for as long as they are needed.
#include "virt.h"

#define APART __attribute__((noinline, noclone))

volatile int sink;

APART static int last(int a) {
    sink += a;
    return a ^ 3;
}

APART static int third(int a) {
    sink++;
    return last(a + 1);
}

APART static int second(int a) {
    if (a & 1)
        return third(a + 50);
    return last(a);
}

APART static int first(int a) {
    int result = second(a);
    sink = result;
    return result + a;
}

static int odd(int n);

APART static int even(int n) {
    sink = n;
    if (n > 0)
        return odd(n - 1);
    sink++;
    return 6;
}

APART static int odd(int n) {
    sink++;
    return even(n);
}

static int (*volatile chosen)(int) = third;

APART static int choose(int a) {
    sink++;
    return chosen(2 * a);
}

APART static int around(int a) {
    return choose(a) + a;
}

APART static int held(int a) {
    sink = 7;
    sink = 8;
    return sink + a;
}

APART static int pass(int a) {
    sink++;
    return held(a + 1000);
}

APART static int hold(int x) {
    int result = pass(x);
    sink = result;
    return result + 1;
}

int main(void) {
    int sum = 0;
    for (int i = 3; i < 6; i++)
        sum += first(i);
    for (int i = 4; i < 6; i++)
        sum += even(i) + around(5 * i) + hold(i + 1);
    print_number(sum);
    print("\n");
    return 0;
}
