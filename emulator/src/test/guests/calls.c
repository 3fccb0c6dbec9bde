// For tests of debuggers: calls, recursion, leaf functions, and variables of every common type.
#include "virt.h"

enum color { RED, GREEN = 5, BLUE };

typedef struct point {
    int x;
    int y;
} point;

struct node {
    const char *name;
    struct node *next;
    point where;
    enum color color;
    unsigned low : 3, high : 5;
    union {
        u32 word;
        u8 bytes[4];
    } data;
};

static struct node tail = {"tail", 0, {3, 4}, BLUE, 1, 2, {0x04030201}};
static struct node head = {"head", &tail, {1, 2}, GREEN, 5, 17, {0xdeadbeef}};

int counter;
static int table[3][4];
const char *message = "counted";
u64 big = 0x123456789abcdef0;
signed char small = -5;

static int leaf(int a, int b) {
    return a * 10 + b;
}

static int middle(int value) {
    int first = leaf(value, 1);
    int second = leaf(value, 2);
    return first + second;
}

static int outer(int value) {
    int result = middle(value) + 1;
    return result;
}

static int factorial(int n) {
    if (n <= 1)
        return 1;
    return n * factorial(n - 1);
}

static void count_to(int limit) {
    for (int i = 0; i < limit; i++)
        counter += i;
}

static int length_of(const struct node *list) {
    int length = 0;
    for (const struct node *at = list; at; at = at->next)
        length++;
    return length;
}

static int sum_of(const int *values, int count) {
    int sum = 0;
    for (int i = 0; i < count; i++)
        sum += values[i];
    return sum;
}

static void fill_table(void) {
    for (int row = 0; row < 3; row++)
        for (int column = 0; column < 4; column++)
            table[row][column] = row * 10 + column;
}

static int shadow(int value) {
    int result = value;
    {
        int value = 7;
        result += value;
    }
    return result;
}

static int apply(int (*function)(int), int value) {
    return function(value);
}

static void move(point *p, int dx, int dy) {
    p->x += dx;
    p->y += dy;
}

int main(void) {
    point here = {10, 20};
    int numbers[5] = {1, 2, 3, 4, 5};
    char text[8] = "hello";

    int o = outer(4);
    int f = factorial(5);
    count_to(10);
    fill_table();
    move(&here, 1, -1);
    int s = sum_of(numbers, 5) + shadow(1) + apply(factorial, 4);
    int l = length_of(&head);
    text[0] = 'j';

    print(text);
    print(" ");
    print(message);
    print(" ");
    print_number(o + f + s + l + counter + table[2][3] + here.x + here.y + small + (int)(big >> 60));
    print("\n");
    return 0;
}
