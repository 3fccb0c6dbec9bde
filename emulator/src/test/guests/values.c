// For tests of what is seen when one goes back: every kind of storage is changed once, and counters again and again.
#include "virt.h"

struct parts {
    char tag;
    unsigned low : 3, high : 5;
    int numbers[3];
};

int global = 1;
static int of_file = 2;
static struct parts parts = {'a', 1, 2, {3, 4, 5}};
u64 wide = 0x100000000;
double real = 0.5;
static int *pointer = &global;
int watched;

static void change_statics(void) {
    static int of_function = 6;
    global = 101;
    of_file = 102;
    of_function = 106;
    (void)of_function;
}

static int change_locals(int argument) {
    register int in_register = argument - 1;
    int local = in_register - 1;
    argument = 109;
    local = 107;
    in_register = 108;
    return argument + local + in_register;
}

static void change_structures(void) {
    parts.tag = 'z';
    parts.high = 31;
    parts.numbers[1] = 104;
    wide = 0x200000001;
    real = 2.25;
    pointer = &of_file;
}

static void count(int rounds) {
    for (int i = 1; i <= rounds; i++) {
        watched = i;
        watched = i; // the same again: no change
    }
}

static int scoped(int argument) {
    int local = argument;
    local++;
    local *= 2;
    return local;
}

int main(void) {
    int sum = 0;
    change_statics();
    sum += change_locals(9);
    change_structures();
    count(5);
    sum += scoped(10);
    sum += scoped(20);
    print_number(sum + *pointer + watched);
    print("\n");
    return 0;
}
