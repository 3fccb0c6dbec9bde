// A kernel that calls everything the firmware has, looks at the answers, and says which are not what the SBI
// specification, version 2.0, promises. Every hart that exists takes part.
typedef unsigned int u32;
typedef unsigned long long u64;
typedef unsigned long word;

#define csr_read(name) ({ word value_; __asm__ volatile("csrr %0, " #name : "=r"(value_)); value_; })
#define csr_write(name, value) __asm__ volatile("csrw " #name ", %0" ::"r"((word)(value)) : "memory")

enum { BASE = 0x10, TIME = 0x54494d45, IPI = 0x735049, RFNC = 0x52464e43, HSM = 0x48534d, SRST = 0x53525354, DBCN = 0x4442434e };
enum { NOT_SUPPORTED = -2, INVALID_PARAM = -3, INVALID_ADDRESS = -5, ALREADY_AVAILABLE = -6 };
enum { STARTED, STOPPED };
enum { SSIP = 1 << 1, STIP = 1 << 5 };
enum { FIRMWARE = 0x80000000, LOAD_ACCESS_FAULT = 5, MOST_HARTS = 8 };

struct result {
    long error;
    word value;
};

extern volatile u32 last_cause;
void _start(void);

static volatile u32 awake[MOST_HARTS], interrupted[MOST_HARTS], go_on;
static int mistakes;

static struct result sbi(word extension, word function, word x, word y, word z) {
    register word a0 __asm__("a0") = x;
    register word a1 __asm__("a1") = y;
    register word a2 __asm__("a2") = z;
    register word a3 __asm__("a3") = 0;
    register word a4 __asm__("a4") = 0;
    register word a6 __asm__("a6") = function;
    register word a7 __asm__("a7") = extension;
    __asm__ volatile("ecall" : "+r"(a0), "+r"(a1) : "r"(a2), "r"(a3), "r"(a4), "r"(a6), "r"(a7) : "memory");
    return (struct result){(long)a0, a1};
}

static void say(const char *text) {
    word length = 0;
    while (text[length])
        length++;
    sbi(DBCN, 0, length, (word)text, 0);
}

static void check(_Bool as_promised, const char *what) {
    if (!as_promised) {
        mistakes++;
        say(what);
        say(" is wrong\n");
    }
}

static u64 now(void) {
#if __riscv_xlen == 64
    return csr_read(time);
#else
    u32 high, low;
    do {
        high = csr_read(timeh);
        low = csr_read(time);
    } while (high != csr_read(timeh));
    return (u64)high << 32 | low;
#endif
}

static void base(void) {
    check(sbi(BASE, 0, 0, 0, 0).value == 2 << 24, "the specification's version");
    static const u32 all[] = {BASE, TIME, IPI, RFNC, HSM, SRST, DBCN, 0, 1, 2, 3, 4, 5, 6, 7, 8};
    for (u32 i = 0; i < sizeof all / sizeof all[0]; i++)
        check(sbi(BASE, 3, all[i], 0, 0).value == 1, "the probe of an extension");
    check(sbi(BASE, 3, 0x12345678, 0, 0).value == 0, "the probe of no extension");
    check(sbi(0x12345678, 0, 0, 0, 0).error == NOT_SUPPORTED, "a call of no extension");
    for (word number = 1; number < 7; number++)
        check(sbi(BASE, number, BASE, 0, 0).error == 0, "a base function");
    for (u32 i = 0; i < 7; i++)
        check(sbi(all[i], 99, 0, 0, 0).error == NOT_SUPPORTED, "a call of no function");
}

static void sleep_until(word extension, u64 when) {
    word low = (word)when, high = sizeof(word) == 8 ? 0 : (word)(when >> 32);
    check(sbi(extension, 0, low, high, 0).error == 0, "setting the timer");
    check(!(csr_read(sip) & STIP), "a timer that is pending too early");
    while (!(csr_read(sip) & STIP))
        __asm__ volatile("wfi");
    check(now() >= when, "the time of waking up");
}

static void timer(void) {
    csr_write(sie, STIP);
    sleep_until(TIME, now() + 10000);
    sleep_until(0, now() + 10000); // legacy
    sbi(TIME, 0, (word)now() + 5000, sizeof(word) == 8 ? 0 : (word)(now() >> 32), 0);
    check(sbi(HSM, 3, 0, 0, 0).error == 0, "a retentive suspend");
    check(csr_read(sip) & STIP, "what ends a suspend");
    check(sbi(HSM, 3, 1, 0, 0).error == INVALID_PARAM, "a suspend of no kind");
    sbi(TIME, 0, -1, -1, 0);
    csr_write(sie, 0);
}

static void console(void) {
    static const char text[] = "debug console\n";
    struct result written = sbi(DBCN, 0, sizeof text - 1, (word)text, 0);
    check(written.error == 0 && written.value == sizeof text - 1, "a console write");
    check(sbi(DBCN, 2, '*', 0, 0).error == 0, "a write of a byte");
    check(sbi(1, 0, '\n', 0, 0).error == 0, "a legacy write");
    char read[8];
    struct result nothing = sbi(DBCN, 1, sizeof read, (word)read, 0);
    check(nothing.error == 0 && nothing.value == 0, "a read of nothing");
    check(sbi(2, 0, 0, 0, 0).error == -1, "a legacy read of nothing");
    check(sbi(DBCN, 0, 4, 0x10, 0).error == INVALID_PARAM, "a write from nowhere");
    check(sbi(DBCN, 0, 4, FIRMWARE, 0).error == INVALID_PARAM, "a write of what is the firmware's");
    check(sbi(DBCN, 0, 8, FIRMWARE - 4, 0).error == INVALID_PARAM, "a write of what is partly the firmware's");
    check(sbi(DBCN, 0, -1, (word)text, 0).error == INVALID_PARAM, "a write that wraps");
    last_cause = 0;
    __asm__ volatile(".option push\n\t.option norvc\n\tlw zero, 0(%0)\n\t.option pop" ::"r"((word)FIRMWARE) : "t6", "memory");
    check(last_cause == LOAD_ACCESS_FAULT, "a read of the firmware's memory");
}

static void masks(word self) {
    word far = 1;
    check(sbi(IPI, 0, 1, 8, 0).error == INVALID_PARAM, "an IPI to no hart");
    check(sbi(IPI, 0, far << (sizeof(word) * 8 - 1), 0, 0).error == INVALID_PARAM, "an IPI to a far hart");
    check(sbi(RFNC, 0, 1, 8, 0).error == INVALID_PARAM, "a fence of no hart");
    check(sbi(RFNC, 5, 1, 0, 0).error == NOT_SUPPORTED, "a fence for hypervisors");
    check(sbi(IPI, 0, 1, self, 0).error == 0, "an IPI to oneself");
    for (int i = 0; i < 100 && !(csr_read(sip) & SSIP); i++) {
    }
    check(csr_read(sip) & SSIP, "one's own IPI");
    sbi(3, 0, 0, 0, 0); // legacy clear_ipi
    check(!(csr_read(sip) & SSIP), "a cleared IPI");
}

// What every other hart does: waits for an interrupt, is told to go on, and stops.
static void other(word self, word given) {
    awake[self] = (u32)given;
    csr_write(sie, SSIP);
    while (!(csr_read(sip) & SSIP))
        __asm__ volatile("wfi");
    csr_write(sip, 0);
    interrupted[self]++;
    while (!go_on) {
    }
    sbi(HSM, 1, 0, 0, 0);
    say("a hart went on after it stopped\n");
}

static void wait_for(volatile u32 *word, u32 value) {
    while (*word != value) {
    }
}

static void harts(word self) {
    word others = 0;
    check(sbi(HSM, 2, 8, 0, 0).error == INVALID_PARAM, "the status of no hart");
    check(sbi(HSM, 0, 8, (word)_start, 0).error == INVALID_PARAM, "the start of no hart");
    check(sbi(HSM, 0, self, (word)_start, 0).error == ALREADY_AVAILABLE, "the start of a started hart");
    check(sbi(HSM, 2, self, 0, 0).value == STARTED, "one's own status");
    for (int round = 1; round <= 2; round++) {
        go_on = 0;
        for (word hart = 0; hart < MOST_HARTS; hart++) {
            if (hart == self || sbi(HSM, 2, hart, 0, 0).error != 0)
                continue;
            check(sbi(HSM, 2, hart, 0, 0).value == STOPPED, "the status of a stopped hart");
            check(sbi(HSM, 0, hart, FIRMWARE, 0).error == INVALID_ADDRESS, "a start in the firmware");
            check(sbi(HSM, 0, hart, (word)_start, (word)round * 100).error == 0, "the start of a hart");
            wait_for(&awake[hart], (u32)round * 100);
            check(sbi(HSM, 2, hart, 0, 0).value == STARTED, "the status of a started hart");
            others |= (word)1 << hart;
        }
        for (word fence = 0; fence < 3; fence++)
            check(sbi(RFNC, fence, round == 1 ? others : 0, round == 1 ? 0 : -1, 0).error == 0, "a remote fence");
        check(sbi(6, 0, round == 1 ? 0 : (word)&others, 0, 0).error == 0, "a legacy remote fence");
        check((round == 1 ? sbi(IPI, 0, others, 0, 0) : sbi(4, 0, (word)&others, 0, 0)).error == 0, "an IPI");
        for (word hart = 0; hart < MOST_HARTS; hart++)
            if (others >> hart & 1)
                wait_for(&interrupted[hart], (u32)round);
        go_on = 1;
        for (word hart = 0; hart < MOST_HARTS; hart++)
            while ((others >> hart & 1) && sbi(HSM, 2, hart, 0, 0).value != STOPPED) {
            }
    }
}

__attribute__((noreturn)) void begin(word self, word given) {
    static volatile _Bool begun;
    if (begun)
        other(self, given);
    begun = 1;
    base();
    console();
    timer();
    masks(self);
    harts(self);
    check(sbi(SRST, 0, 3, 0, 0).error == INVALID_PARAM, "a reset of no kind");
    say(mistakes == 0 ? "the firmware keeps its promises\n" : "the firmware has mistakes\n");
    sbi(SRST, 0, 0, mistakes != 0, 0);
    for (;;) {
    }
}
