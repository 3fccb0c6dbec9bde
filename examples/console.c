// Motor control with a console on the serial line. The speed has a limit, and the limit cannot be changed.
// All the same, one day the console took a speed of 5000. What had been typed before?
#include "virt.h"

enum { LINE = 32, BACKSPACE = 8, DELETE = 127, POLL = 50000 }; // POLL: 5 ms in ticks of 100 ns

struct motor {
    int speed;
    int limit;
};

struct editor {
    char line[LINE];
    int length;
};

static struct {
    struct motor motor;
    struct editor editor;
} console = {{0, 100}, {"", 0}};

// Sleeps until something was typed: looks every 5 ms, woken by the timer.
static char next_key(void) {
    int key;
    while ((key = get()) < 0) {
        set_timer(time_now() + POLL);
        __asm__ volatile("wfi");
    }
    return (char)key;
}

static void erase(struct editor *editor) {
    editor->length--;
    print("\b \b");
}

static void insert(struct editor *editor, char key) {
    if (editor->length >= LINE - 1)
        return;
    editor->line[editor->length++] = key;
    put(key);
}

static void read_line(struct editor *editor) {
    editor->length = 0;
    for (;;) {
        char key = next_key();
        if (key == '\r' || key == '\n')
            break;
        if (key == BACKSPACE || key == DELETE)
            erase(editor);
        else
            insert(editor, key);
    }
    editor->line[editor->length] = 0;
    print("\n");
}

// If the line begins with the word, what follows it, else 0.
static const char *after(const char *line, const char *word) {
    while (*word)
        if (*line++ != *word++)
            return 0;
    while (*line == ' ')
        line++;
    return line;
}

static int number(const char **text) {
    int value = 0;
    while (**text >= '0' && **text <= '9')
        value = value * 10 + *(*text)++ - '0';
    while (**text == ' ')
        (*text)++;
    return value;
}

static void set_speed(int speed) {
    if (speed > console.motor.limit) {
        print("too fast\n");
        return;
    }
    console.motor.speed = speed;
    print("ok\n");
}

static void show(void) {
    print("speed ");
    print_number(console.motor.speed);
    print(" of ");
    print_number(console.motor.limit);
    print("\n");
}

static void sum(const char *text) {
    int total = 0;
    while (*text >= '0' && *text <= '9')
        total += number(&text);
    print_number(total);
    print("\n");
}

static void obey(const char *line) {
    const char *rest;
    if (*line == 0)
        return;
    if ((rest = after(line, "set")))
        set_speed(number(&rest));
    else if (after(line, "get"))
        show();
    else if ((rest = after(line, "sum")))
        sum(rest);
    else if (after(line, "quit"))
        finish(0);
    else
        print("help | set SPEED | get | sum NUMBER... | quit\n");
}

int main(void) {
    __asm__ volatile("csrs mie, %0" ::"r"(1 << 7)); // the timer ends wfi; mstatus.MIE stays off, so nothing traps
    print("Motor control, help for help\n");
    for (;;) {
        print("> ");
        read_line(&console.editor);
        obey(console.editor.line);
    }
}
