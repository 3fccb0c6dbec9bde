// For tests of privilege and paging: a monitor in M mode, a kernel in S mode, and two tasks in U mode which have the
// same virtual addresses and different pages behind them. The kernel changes page tables without a sfence.vma and the
// tasks change their code without a fence.i: a machine whose caches are transparent sees both at once.
#include "virt.h"

typedef unsigned long word;
#define XLEN ((int)sizeof(word) * 8)

#define csr_read(name) ({ word value_; __asm__ volatile("csrr %0, " #name : "=r"(value_)); value_; })
#define csr_write(name, value) __asm__ volatile("csrw " #name ", %0" ::"r"((word)(value)) : "memory")
#define csr_set(name, bits) __asm__ volatile("csrs " #name ", %0" ::"r"((word)(bits)) : "memory")
#define csr_clear(name, bits) __asm__ volatile("csrc " #name ", %0" ::"r"((word)(bits)) : "memory")

enum { SSIP = 1 << 1, MTIP = 1 << 7 };
enum { MPP_SHIFT = 11, MPRV = 1 << 17, SUM = 1 << 18, SPP = 1 << 8 };
enum { ECALL_FROM_U = 8, ECALL_FROM_S = 9, LOAD_ACCESS_FAULT = 5, LOAD_PAGE_FAULT = 13, STORE_PAGE_FAULT = 15 };
enum { INTERRUPT_S_SOFTWARE = 1, INTERRUPT_M_TIMER = 7 };

// Sv39 or Sv32.
enum { V = 1, R = 2, W = 4, X = 8, U = 16, G = 32 };
#define PAGE 4096
#define INDEX_BITS (XLEN == 64 ? 9 : 10)
#define LEVELS (XLEN == 64 ? 3 : 2)
#define SATP_PAGING ((word)(XLEN == 64 ? 8 : 1) << (XLEN == 64 ? 60 : 31))

enum { CODE = 0x10000, DATA = 0x20000, WINDOW = 0x30000, DEMAND = 0x40000, DEMAND_PAGES = 16, FORBIDDEN = 0x50000 };
enum { ROUNDS, SHOWN, MISTAKES };        // words of a task's data
enum { TASKS = 2, TICK = 40, TICKS = 300 };

struct task {
    word pc, registers[31];
    word *root, *data, *demand[DEMAND_PAGES];
};

static struct task tasks[TASKS];
static word *shown[3], *secret;
static word ticks, switches, page_faults, refusals, seen_by_monitor, seen_by_kernel;

extern u32 task_begin[], task_end[];
extern char monitor_stack_end[];
void machine_trap(void);
void kernel_trap(void);
__attribute__((noreturn)) void resume(struct task *task);

// Memory after the program: RAM is zero in the beginning.
static word *new_page(void) {
    static word next = 0x80100000;
    return (word *)((next += PAGE) - PAGE);
}

// Where the entry for the address is, at the level that maps pages of the given size (0 the smallest).
static word *entry(word *table, word address, int level) {
    for (int i = LEVELS - 1;; i--) {
        word *pte = &table[address >> (12 + i * INDEX_BITS) & ((1 << INDEX_BITS) - 1)];
        if (i == level)
            return pte;
        if (!*pte)
            *pte = (word)new_page() >> 12 << 10 | V;
        table = (word *)(*pte >> 10 << 12);
    }
}

static void map(struct task *task, word address, const void *page, int bits) {
    *entry(task->root, address, 0) = (word)page >> 12 << 10 | (word)bits | V;
}

// The page behind the window becomes another one; the tables of both tasks change, and nobody says sfence.vma.
static void move_window(void) {
    for (int i = 0; i < TASKS; i++) {
        word number = (ticks + (word)i) % 3;
        map(&tasks[i], WINDOW, shown[number], R | U);
        tasks[i].data[SHOWN] = shown[number][0];
    }
}

static void take_pages_away(struct task *task) {
    for (int i = 0; i < DEMAND_PAGES; i++)
        *entry(task->root, DEMAND + (word)i * PAGE, 0) = 0;
}

static void give_page(struct task *task, word address) {
    word *page = task->demand[(address - DEMAND) / PAGE];
    page[0] = 0;
    map(task, address, page, R | W | U);
}

static struct task *next(struct task *task) {
    task = task == &tasks[0] ? &tasks[1] : &tasks[0];
    switches++;
    csr_write(satp, SATP_PAGING | (word)task->root >> 12);
    return task;
}

static struct task *tick(struct task *task) {
    csr_clear(sip, SSIP);
    csr_set(sstatus, SUM);
    seen_by_kernel += *(volatile word *)DATA;
    csr_clear(sstatus, SUM);
    if (++ticks == TICKS)
        __asm__ volatile("ecall");
    move_window();
    if (ticks % 8 == 0)
        take_pages_away(task);
    return next(task);
}

// S mode: what a task did, or a tick of the clock.
struct task *on_trap(struct task *task) {
    word cause = csr_read(scause), address = csr_read(stval);
    if (cause == ((word)1 << (XLEN - 1) | INTERRUPT_S_SOFTWARE))
        return tick(task);
    if (cause == LOAD_PAGE_FAULT || cause == STORE_PAGE_FAULT) {
        page_faults++;
        give_page(task, address);
        return task;
    }
    if (cause == LOAD_ACCESS_FAULT && address == FORBIDDEN) {
        refusals++;
        task->pc += 4;
        return task;
    }
    if (cause == ECALL_FROM_U) {
        task->pc += 4;
        return next(task);
    }
    __asm__ volatile("ecall"); // not expected
    __builtin_unreachable();
}

static void say(const char *what, word number) {
    print(what);
    print(" ");
    print_number((int)number);
    print("\n");
}

static void report(void) {
    word mistakes = tasks[0].data[MISTAKES] + tasks[1].data[MISTAKES];
    say("ticks", ticks);
    say("switches", switches);
    say("page faults", page_faults);
    say("refusals", refusals);
    say("rounds", tasks[0].data[ROUNDS] + tasks[1].data[ROUNDS]);
    say("seen by the monitor", seen_by_monitor);
    say("seen by the kernel", seen_by_kernel);
    say("mistakes", mistakes);
    finish(ticks == TICKS && switches > TICKS && refusals > 0 && mistakes == 0 ? 0 : 1);
}

// M mode: the clock, which it passes on, and the end.
void on_machine_trap(void) {
    if (csr_read(mcause) != ((word)1 << (XLEN - 1) | INTERRUPT_M_TIMER))
        report();
    set_timer(time_now() + TICK);
    csr_set(mip, SSIP);
    if ((csr_read(mstatus) >> MPP_SHIFT & 3) == 0) { // from a task: as it sees its data
        word rounds;
        __asm__ volatile("csrs mstatus, %1\n\tlw %0, 0(%2)\n\tcsrc mstatus, %1" : "=&r"(rounds) : "r"(MPRV), "r"(DATA));
        seen_by_monitor += rounds;
    }
}

static void make(struct task *task) {
    word *code = new_page();
    for (u32 *from = task_begin, *to = (u32 *)code; from < task_end;)
        *to++ = *from++;
    task->root = new_page();
    task->data = new_page();
    for (int i = 0; i < DEMAND_PAGES; i++)
        task->demand[i] = new_page();
    task->pc = CODE;
    map(task, CODE, code, R | W | X | U);
    map(task, DATA, task->data, R | W | U);
    map(task, FORBIDDEN, secret, R | U);
    for (word megabytes = 0; megabytes < 16; megabytes += 4) // the kernel itself, by large pages
        *entry(task->root, 0x80000000 + (megabytes << 20), XLEN == 64 ? 2 : 1) =
            (0x80000000 + (XLEN == 64 ? 0 : megabytes << 20)) >> 12 << 10 | V | R | W | X | G | 0xc0;
}

int main(void) {
    secret = new_page();
    for (int i = 0; i < 3; i++) {
        shown[i] = new_page();
        shown[i][0] = 1000 + (word)i;
    }
    for (int i = 0; i < TASKS; i++)
        make(&tasks[i]);
    move_window();
    csr_write(pmpaddr0, (word)secret >> 2 | 0x1ff); // NAPOT: this page
    csr_write(pmpaddr1, -1);
    csr_write(pmpcfg0, 3 << 3 | (3 << 3 | 7) << 8); // nothing there, everything elsewhere
    csr_write(medeleg, 1 << ECALL_FROM_U | 1 << LOAD_ACCESS_FAULT | 1 << LOAD_PAGE_FAULT | 1 << STORE_PAGE_FAULT);
    csr_write(mideleg, SSIP);
    csr_write(sie, SSIP);
    csr_set(mie, MTIP);
    csr_write(mscratch, monitor_stack_end);
    csr_write(mtvec, machine_trap);
    csr_write(stvec, kernel_trap);
    set_timer(time_now() + TICK);
    csr_write(satp, SATP_PAGING | (word)tasks[0].root >> 12);
    csr_clear(mstatus, 3 << MPP_SHIFT);
    csr_set(mstatus, 1 << MPP_SHIFT);
    csr_write(mepc, resume);
    register struct task *first __asm__("a0") = &tasks[0];
    csr_clear(mstatus, SPP);
    __asm__ volatile("mret" ::"r"(first)); // to S mode, which goes on to the first task
    __builtin_unreachable();
}
