// For tests of a board that is not virt: clocks, pins, the serial line and timer interrupts of an FE310.
typedef unsigned int u32;
typedef unsigned long long u64;

#define REGISTER(address) (*(volatile u32 *)(address))

enum { TICKS = 5, PERIOD = 1000 };

static const u32 ready = 1u << 31;
static const char *greeting = "fe310: ";
volatile u32 ticks;
u32 pins = 1 << 19;

static void put(char c) {
    while (REGISTER(0x10013000) & 1u << 31)
        ;
    REGISTER(0x10013000) = (u32)c;
}

static void print(const char *text) {
    while (*text)
        put(*text++);
}

static u64 time_now(void) {
    u32 high, low;
    do {
        high = REGISTER(0x200bffc);
        low = REGISTER(0x200bff8);
    } while (high != REGISTER(0x200bffc));
    return (u64)high << 32 | low;
}

static void set_timer(u64 when) {
    REGISTER(0x2004004) = -1u;
    REGISTER(0x2004000) = (u32)when;
    REGISTER(0x2004004) = (u32)(when >> 32);
}

__attribute__((interrupt("machine"), aligned(4))) static void tick(void) {
    ticks++;
    REGISTER(0x1001200c) ^= pins;
    set_timer(time_now() + PERIOD);
}

static void start_clocks(void) {
    REGISTER(0x10008004) = 1u << 30; // the crystal
    while (!(REGISTER(0x10008004) & ready))
        ;
    REGISTER(0x10008008) = 1u << 18 | 1u << 17 | 0x1f1; // past the PLL
    while (!(REGISTER(0x10008008) & ready))
        ;
}

static void start_serial(void) {
    REGISTER(0x10012038) |= 3 << 16; // pins 16 and 17
    REGISTER(0x10013018) = 138;
    REGISTER(0x10013008) = 1;
    REGISTER(0x1001300c) = 1;
}

// Semihosting's SYS_EXIT: the board itself cannot be switched off.
__attribute__((noreturn, noinline, aligned(16))) void finish(int status) {
    register int operation __asm__("a0") = 0x18;
    register int reason __asm__("a1") = status ? 0x20023 : 0x20026;
    __asm__ volatile(".option push\n .option norvc\n"
                     "slli x0, x0, 0x1f\n ebreak\n srai x0, x0, 7\n"
                     ".option pop" ::"r"(operation), "r"(reason) : "memory");
    for (;;)
        ;
}

int main(void) {
    start_clocks();
    start_serial();
    print(greeting);
    REGISTER(0x10012008) = pins;
    __asm__ volatile("csrw mtvec, %0" ::"r"(tick));
    set_timer(time_now() + PERIOD);
    __asm__ volatile("csrs mie, %0" ::"r"(1 << 7));
    __asm__ volatile("csrs mstatus, %0" ::"r"(1 << 3));
    for (u32 seen = 0; seen < TICKS; seen++) {
        while (ticks == seen)
            __asm__ volatile("wfi");
        put((char)('0' + seen + 1));
        put(' ');
    }
    print("ticks\n");
    return 0;
}
