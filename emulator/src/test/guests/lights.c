// For tests of tasks: two lights blink by the same code, one task adds up, one writes a line when it is told to, and
// one is created late and ends soon.
#include "rtos.h"

enum { BLINKS = 24 };

struct light {
    TickType_t period;
    int on, blinks;
};

static struct light red = {3, 0, 0}, green = {2, 0, 0};
static List_t lines_wanted;
static TCB_t *sum_task;
#ifdef FLOATS
static volatile double total;
#else
static volatile long total;
#endif
static volatile int lines, once_ran;

static void toggle(struct light *light) {
    light->on = !light->on;
    light->blinks++;
}

static void once(void *argument) {
    once_ran += *(int *)argument;
    end_task();
}

static void blink(void *argument) {
    struct light *light = argument;
    static int five = 5;
    for (;;) {
        toggle(light);
        delay(light->period);
        if (light->blinks == 4)
            create("Once", 2, once, &five);
        if (light->blinks % 4 == 0)
            signal(&lines_wanted);
        if (light->blinks % 6 == 0)
            resume(sum_task);
        if (light->blinks == BLINKS)
            finish(lines > 0 && total > 0 && once_ran > 0 ? 0 : 1);
    }
}

static int square(int number) {
    return number * number;
}

static void sum(void *argument) {
    (void)argument;
    for (int round = 1;; round++) {
        for (int i = 0; i < 40; i++)
            total += square(i);
        if (round % 8 == 0)
            suspend();
    }
}

static void write_lines(void *argument) {
    for (;;) {
        wait(&lines_wanted);
        lines++;
        print((const char *)argument);
    }
}

int main(void) {
    new_kernel();
    new_list(&lines_wanted);
    create("Red", 3, blink, &red);
    create("Green", 3, blink, &green);
    create("Lines", 2, write_lines, "blink\n");
    sum_task = create("Sum", 1, sum, 0);
    start_scheduler();
}
