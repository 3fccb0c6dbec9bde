// Adds to the flattened device tree, in place, a /reserved-memory that keeps the kernel out of the firmware's memory.
// Devicetree specification 0.4, chapter 5: every number is big-endian.
#include "sbi.h"

enum { BEGIN_NODE = 1, END_NODE, PROPERTY, NOP, END = 9 };
enum { MAGIC = 0, TOTAL_SIZE = 4, STRUCTURE = 8, STRINGS = 12, STRINGS_SIZE = 32, STRUCTURE_SIZE = 36 };

static u32 get32(const u8 *at) {
    return (u32)at[0] << 24 | (u32)at[1] << 16 | (u32)at[2] << 8 | at[3];
}

static void put32(u8 *at, u32 value) {
    for (int i = 3; i >= 0; i--, value >>= 8)
        at[i] = (u8)value;
}

static word length(const char *text) {
    word count = 0;
    while (text[count])
        count++;
    return count;
}

static _Bool equal(const char *a, const char *b) {
    while (*a && *a == *b)
        a++, b++;
    return *a == *b;
}

// What is to be put in: a piece of the structure block and a piece of the strings block.
static struct {
    u8 structure[256], strings[64];
    u32 used, named, names; // names: offset in the strings block of the first new name
} new;

static void add(u32 value) {
    put32(new.structure + new.used, value);
    new.used += 4;
}

static u32 round_up(u32 size) {
    return (size + 3) / 4 * 4;
}

static void begin(const char *name) {
    add(BEGIN_NODE);
    for (word i = 0; i <= length(name); i++)
        new.structure[new.used + i] = (u8)name[i];
    new.used += round_up((u32)length(name) + 1);
}

static void property(const char *name, int count, const u32 *values) {
    add(PROPERTY);
    add((u32)count * 4);
    add(new.names + new.named);
    for (word i = 0; i <= length(name); i++)
        new.strings[new.named++] = (u8)name[i];
    for (int i = 0; i < count; i++)
        add(values[i]);
}

// Where the node called name, a child of the root, ends; or, if there is none, where the root ends.
static u32 end_of(const u8 *tree, const char *name, _Bool *found) {
    u32 at = get32(tree + STRUCTURE);
    for (int depth = 0;;) {
        u32 token = get32(tree + at);
        if (token == BEGIN_NODE) {
            const char *here = (const char *)tree + at + 4;
            depth++;
            *found |= depth == 2 && equal(here, name);
            at += 4 + round_up((u32)length(here) + 1);
        } else if (token == END_NODE) {
            if (depth == 1 || (depth == 2 && *found))
                return at;
            depth--;
            at += 4;
        } else {
            at += token == PROPERTY ? 12 + round_up(get32(tree + at + 4)) : 4;
        }
    }
}

static void insert(u8 *tree, u32 at, const u8 *bytes, u32 count) {
    u32 size = get32(tree + TOTAL_SIZE);
    for (u32 i = size; i-- > at;)
        tree[i + count] = tree[i];
    for (u32 i = 0; i < count; i++)
        tree[at + i] = bytes[i];
    put32(tree + TOTAL_SIZE, size + count);
    for (int field = STRUCTURE; field <= STRINGS; field += 4)
        if (get32(tree + field) >= at)
            put32(tree + field, get32(tree + field) + count);
}

void reserve_in_tree(u8 *tree, u64 start, u64 size) {
    if (!tree || get32(tree + MAGIC) != 0xd00dfeed)
        return;
    new.names = get32(tree + STRINGS_SIZE);
    _Bool has_node = 0;
    u32 place = end_of(tree, "reserved-memory", &has_node);
    if (!has_node) {
        begin("reserved-memory");
        property("#address-cells", 1, (u32[]){2});
        property("#size-cells", 1, (u32[]){2});
        property("ranges", 0, 0);
    }
    begin("firmware");
    property("reg", 4, (u32[]){(u32)(start >> 32), (u32)start, (u32)(size >> 32), (u32)size});
    property("no-map", 0, 0);
    add(END_NODE);
    if (!has_node)
        add(END_NODE);
    new.named = round_up(new.named); // what follows stays aligned
    insert(tree, get32(tree + STRINGS) + new.names, new.strings, new.named);
    put32(tree + STRINGS_SIZE, new.names + new.named);
    insert(tree, place, new.structure, new.used);
    put32(tree + STRUCTURE_SIZE, get32(tree + STRUCTURE_SIZE) + new.used);
}
