// How often do interrupts come whose cause is not, or not wholly, served before they are completed at the PLIC? Each line
// counts those that come while the loop waits. What is received is what the UART sends itself.
#include "virt.h"
#include "virtio.h"

enum { UART = 10, MANY = 50, LOOPBACK = 0x10, ENTROPY = 4 };

#define PLIC(offset) (*(volatile u32 *)(unsigned long)(0x0c000000 + (offset)))
#define UART_AT(offset) (*(volatile unsigned char *)(0x10000000 + (offset)))

static volatile int count, source;
static void (*serve)(void);

__attribute__((interrupt, aligned(4))) static void on_trap(void) {
    u32 claimed = PLIC(0x200004);
    count++;
    if (count < MANY)
        serve();
    else
        PLIC(0x2000) = 0;
    PLIC(0x200004) = claimed;
}

static void wait(void) {
    __asm__ volatile("csrsi mstatus, 8");
    for (volatile int i = 0; i < 300; i++) {
    }
    __asm__ volatile("csrci mstatus, 8");
}

static void say(const char *what) {
    int seen = count;
    UART_AT(1) = 0;
    UART_AT(4) = 8;
    print(what);
    print_number(seen);
    print("\n");
    UART_AT(2) = 7;
    (void)UART_AT(2);
    count = 0;
    PLIC(0x2000) = 1 << source;
}

static void nothing(void) {}
static void read_identification(void) { (void)UART_AT(2); }
static void read_line_status(void) { (void)UART_AT(5); }
static void send(void) {
    if (count < 4)
        UART_AT(0) = '0' + count;
}
static void enable_again(void) {
    if (count < 6)
        UART_AT(1) = count & 1 ? 0 : 2;
}
static void receive_one(void) { (void)UART_AT(0); }

static void transmit(const char *what, void (*handler)(void)) {
    serve = handler;
    UART_AT(1) = 2;
    UART_AT(0) = 'a';
    UART_AT(0) = 'b';
    wait();
    say(what);
}

static void receive(const char *what, int fifo, void (*handler)(void)) {
    serve = handler;
    UART_AT(2) = fifo;
    UART_AT(4) = 8 | LOOPBACK;
    UART_AT(1) = 1;
    UART_AT(0) = 'x';
    UART_AT(0) = 'y';
    UART_AT(0) = 'z';
    wait();
    say(what);
}

static struct virtio rng;
static u32 random;

static void entropy(const char *what, int acknowledge) {
    serve = nothing;
    for (int i = 0; i < 3; i++) {
        virtio_buffer(&rng, 0, &random, sizeof random, BUFFER_WRITE);
        virtio_offer(&rng);
        while (!virtio_done(&rng)) {
        }
        wait();
        if (acknowledge)
            virtio_acknowledge(&rng);
        wait();
    }
    virtio_acknowledge(&rng);
    say(what);
}

int main(void) {
    __asm__ volatile("csrw mtvec, %0; csrs mie, %1" ::"r"(on_trap), "r"(1 << 11));
    PLIC(0x200000) = 0;
    source = UART;
    PLIC(4 * UART) = 1;
    say("before ");
    transmit(" nothing is read ", nothing);
    transmit(" its identification is read ", read_identification);
    transmit(" its line status is read ", read_line_status);
    transmit(" and it sends ", send);
    transmit(" and it enables the interrupt anew ", enable_again);
    receive("received, nothing is read ", 1, nothing);
    receive("received, one is read ", 1, receive_one);
    receive("received without a FIFO, nothing is read ", 0, nothing);
    receive("received without a FIFO, the line status is read ", 0, read_line_status);
    if (!virtio_start(&rng, ENTROPY))
        return 1;
    source = 1 + rng.slot;
    PLIC(4 * source) = 1;
    say("entropy is found ");
    entropy("entropy, acknowledged late ", 1);
    entropy("entropy, never acknowledged ", 0);
    return 0;
}
