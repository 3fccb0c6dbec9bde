/* One of every kind of C type and storage, and calls that nest; see rebuild. */
#include <stdint.h>
#include "shapes.h"

typedef uint32_t word;
enum color { RED, GREEN = 5, BLUE = -1 };
union number {
    int32_t whole;
    float real;
    uint8_t bytes[4];
};
struct point {
    int x, y;
};
struct node {
    struct node *next;
    const char *name;
    struct point at;
    union number number;
    enum color color;
    unsigned flags : 3;
    signed level : 5;
    unsigned : 0;
    uint8_t mask : 4;
    struct {
        short inner;
    };
    int (*compute)(int, char);
};

static int hidden = 11;
word words[2][3] = {{1, 2, 3}, {4, 5, 6}};
char text[16] = "hello\n\x01";
volatile int64_t wide = -5000000000LL;
double ratio = 2.5;
_Bool yes = 1;
unsigned char letter = 'A';
void *nothing;
const struct node *head;
static struct node nodes[3];

static int twice(int value, char sign) {
    static int calls;
    calls++;
    return sign == '-' ? -2 * value : 2 * value;
}

__attribute__((noinline)) int leaf(int a, int b) {
    int product = a * b;
    hidden += product;
    return clamp(product, -100, 100);
}

__attribute__((noinline)) int sum(const struct node *node, int depth) {
    int local[4] = {depth, depth + 1, depth + 2, depth + 3};
    if (!node)
        return leaf(depth, local[2]);
    {
        int local = node->at.x;
        for (int i = 0; i < 2; i++) {
            local += node->at.y * i;
        }
        hidden += local;
    }
    int rest = sum(node->next, depth + 1);
    return rest + node->compute(node->number.whole, '-') + local[1];
}

static void link(void) {
    for (int i = 0; i < 3; i++) {
        struct node *node = &nodes[i];
        node->next = i < 2 ? &nodes[i + 1] : 0;
        node->name = i == 0 ? "first" : i == 1 ? "second" : "third";
        node->at.x = 10 * i;
        node->at.y = -i;
        node->number.real = i == 0 ? 0.0f : i == 1 ? 1.5f : -3.0f;
        node->color = i == 0 ? RED : i == 1 ? GREEN : BLUE;
        node->flags = 5;
        node->level = -3;
        node->mask = 9;
        node->inner = (short)(100 + i);
        node->compute = twice;
    }
    head = nodes;
}

int main(void) {
    link();
    int total = sum(head, 1);
    wide += total;
    return clamp((int)wide, 0, 50);
}
