// For tests of devices: waits for everything by interrupts through the PLIC. Reads and writes a disk, asks for entropy,
// sets an alarm; then echoes typed lines, each written to the disk and read back first, and works on the disk in between.
#include "virtio.h"

#define PLIC ((volatile u32 *)0x0c000000)
enum { PLIC_ENABLE = 0x2000 / 4, PLIC_CLAIM = 0x200004 / 4, UART_SOURCE = 10, RTC_SOURCE = 11 };

#define UART ((volatile u8 *)0x10000000)
enum { INTERRUPT_ENABLE = 1, FIFO_CONTROL = 2, LINE_STATUS = 5 };

#define RTC ((volatile u32 *)0x101000)
enum { ALARM_LOW = 2, ALARM_HIGH = 3, ALARM_ENABLED = 4, CLEAR_INTERRUPT = 7 };

enum { SECTOR = 512, BLOCK = 2, ENTROPY = 4, READ = 0, WRITE = 1, LINES = 12, TICK = 10000 };

static struct virtio disk, entropy;
static u8 sector[SECTOR];
static u8 noise[16];
static volatile int rang;

static char typed[256];
static volatile u8 arrived;
static u8 taken;

static void device_interrupt(int source) {
    if (source == UART_SOURCE) {
        while (UART[LINE_STATUS] & 1)
            typed[arrived++] = (char)UART[0];
    } else if (source == RTC_SOURCE) {
        RTC[CLEAR_INTERRUPT] = 1;
        rang = 1;
    } else {
        virtio_acknowledge(source == 1 + disk.slot ? &disk : &entropy);
    }
}

__attribute__((interrupt, aligned(4))) static void on_trap(void) {
    for (u32 source; (source = PLIC[PLIC_CLAIM]) != 0; PLIC[PLIC_CLAIM] = source)
        device_interrupt((int)source);
    set_timer(time_now() + TICK);
}

static void enable(int source) {
    PLIC[source] = 1;
    PLIC[PLIC_ENABLE] |= 1u << source;
}

// Sleeps until a device or the timer interrupts. The trap is taken after the condition was looked at, never before.
#define WAIT_UNTIL(condition)                                                                                          \
    do {                                                                                                               \
        __asm__ volatile("csrci mstatus, 8" ::: "memory");                                                             \
        if (!(condition))                                                                                              \
            __asm__ volatile("wfi" ::: "memory");                                                                      \
        __asm__ volatile("csrsi mstatus, 8" ::: "memory");                                                             \
    } while (!(condition))

static int transfer(u32 type, u64 number) {
    static struct {
        u32 type, reserved;
        u64 sector;
    } header;
    static volatile u8 status;
    header.type = type;
    header.sector = number;
    status = 0xff;
    virtio_buffer(&disk, 0, &header, sizeof header, BUFFER_NEXT);
    virtio_buffer(&disk, 1, sector, SECTOR, BUFFER_NEXT | (type == READ ? BUFFER_WRITE : 0));
    virtio_buffer(&disk, 2, (void *)&status, 1, BUFFER_WRITE);
    virtio_offer(&disk);
    WAIT_UNTIL(virtio_done(&disk));
    return status;
}

static void ask_for_entropy(void) {
    virtio_buffer(&entropy, 0, noise, sizeof noise, BUFFER_WRITE);
    virtio_offer(&entropy);
    WAIT_UNTIL(virtio_done(&entropy));
}

static u32 sum(void) {
    u32 total = 0;
    for (int i = 0; i < SECTOR; i++)
        total = total * 31 + sector[i];
    return total;
}

static int is_typed(void) {
    return taken != arrived;
}

static void set_alarm(void) {
    u64 when = RTC[0];
    when |= (u64)RTC[1] << 32;
    when += 2000000;
    RTC[ALARM_ENABLED] = 1;
    RTC[ALARM_HIGH] = (u32)(when >> 32);
    RTC[ALARM_LOW] = (u32)when;
}

// A line goes to the disk, and from there to the console.
static int echo(u64 number) {
    int length = 0;
    do {
        WAIT_UNTIL(is_typed());
        sector[length++] = (u8)typed[taken++];
    } while (sector[length - 1] != '\r' && length < 80);
    if (transfer(WRITE, number) != 0)
        return 1;
    for (int i = 0; i < SECTOR; i++)
        sector[i] = 0;
    if (transfer(READ, number) != 0)
        return 1;
    for (int i = 0; i < length - 1; i++)
        put((char)sector[i]);
    print("\n");
    return 0;
}

// Changes sectors that nobody prints, in an order that entropy decides.
static void work(void) {
    ask_for_entropy();
    u64 number = 64 + noise[0] % 64;
    transfer(READ, number);
    sector[noise[1]]++;
    transfer(WRITE, number);
}

int main(void) {
    if (!virtio_start(&disk, BLOCK) || !virtio_start(&entropy, ENTROPY))
        return 1;
    enable(UART_SOURCE);
    enable(RTC_SOURCE);
    enable(1 + disk.slot);
    enable(1 + entropy.slot);
    UART[FIFO_CONTROL] = 0x81;
    UART[INTERRUPT_ENABLE] = 1;
    set_timer(time_now() + TICK);
    __asm__ volatile("csrw mtvec, %0; csrw mie, %1; csrsi mstatus, 8" ::"r"(on_trap), "r"(1 << 7 | 1 << 11));

    print("sectors ");
    print_number((int)disk.registers[0x100 / 4]);
    print("\nsum ");
    print_number(transfer(READ, 3) == 0 ? (int)sum() : -1);
    print("\nbeyond the end ");
    print_number(transfer(READ, disk.registers[0x100 / 4]));
    ask_for_entropy();
    print("\nentropy ");
    print_number((int)entropy.used.ring[0].length);
    set_alarm();
    WAIT_UNTIL(rang);
    print("\nalarm\n");
    for (int line = 0; line < LINES; line++) {
        while (!is_typed())
            work();
        if (echo(128 + line))
            return 1;
    }
    return 0;
}
