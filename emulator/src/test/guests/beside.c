// The tasks of lights.c on one hart, and beside them another hart that counts and knows nothing of them.
#define main lights
#include "lights.c"
#undef main

volatile int counted;

static void count(void) {
    counted++;
}

__attribute__((noreturn)) void begin(int hart) {
    if (hart == 0)
        lights();
    for (;;)
        count();
}
