// Data logger: a timer interrupt fills slots with samples, the main loop processes and empties them.
// It works for hundreds of samples. Then one is never processed, and nobody notices until its slot comes round again.
#include "virt.h"

enum { SLOTS = 32, PERIOD = 25 }; // in ticks of 100 ns

struct slot {
    int number; // of the sample, counted from 1
    int value;
    int processed;
};

static struct slot slots[SLOTS];
static volatile u32 ready; // bit i: slot i waits to be processed; shared by the interrupt and the main loop
static int taken;          // samples that the interrupt has taken
static int processed;      // samples that the main loop has processed
static u32 checksum;
static u64 next; // timer interrupt

static void report_lost(const struct slot *slot) {
    print("sample ");
    print_number(slot->number);
    print(" was never processed\n");
    finish(1);
}

static void set_next_timer(void) {
    next += PERIOD; // counted from the last, so that lateness does not add up
    set_timer(next);
}

// Called by trap.S with interrupts off, so it is never interrupted itself.
void on_timer(void) {
    set_next_timer();

    int index = taken % SLOTS;
    struct slot *slot = &slots[index];
    if (slot->number != 0 && !slot->processed)
        report_lost(slot);
    taken++;
    slot->number = taken;
    slot->value = taken * 7919 % 1000;
    slot->processed = 0;
    ready |= 1u << index;
}

// Takes longer for some values than for others.
static void process(struct slot *slot) {
    for (int i = 0; i < slot->value / 4; i++)
        checksum = checksum * 31 + (u32)slot->value;
    slot->processed = 1;
    processed++;
}

static void empty(int index) {
    process(&slots[index]);
    ready &= ~(1u << index);
}

void start_timer(void); // in trap.S

int main(void) {
    print("Data logger\n");
    next = time_now();
    set_next_timer();
    start_timer();
    for (;;) {
        for (int index = 0; index < SLOTS; index++)
            if (ready & 1u << index) {
                empty(index);
                if (processed % 500 == 0) {
                    print_number(processed);
                    print(" samples processed\n");
                }
            }
    }
}
