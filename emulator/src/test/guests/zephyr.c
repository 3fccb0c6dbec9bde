// The kernel of zephyr.h: threads with priorities, of which the smallest number goes first. They sleep, wait for each
// other and end; a timer tick switches between those of one priority. Not Zephyr, but its data and its way to switch:
// who gives the hart away keeps the registers of a call in its control block; who is interrupted has the others in a
// frame on its stack.
#include "zephyr.h"

enum { DUMMY = 1, PENDING = 2, SLEEPING = 4, DEAD = 8, SUSPENDED = 16, QUEUED = 128 };
enum { MIE = 1 << 3, MPIE = 1 << 7, MPP = 3 << 11, MTIE = 1 << 7 };
enum { THREADS = 8, STACK = 2048, TICK = 10, URGENT = 5, UNIMPLEMENTED = -1 };
#define TIMER_INTERRUPT ((unsigned long)1 << (sizeof(long) * 8 - 1) | 7)
#define offset(type, member) __builtin_offsetof(struct type, member)

#define csr_set(name, bits) __asm__ volatile("csrs " #name ", %0" ::"r"((unsigned long)(bits)) : "memory")
#define csr_write(name, value) __asm__ volatile("csrw " #name ", %0" ::"r"((unsigned long)(value)) : "memory")
#define csr_take(name, bits)                                                                                          \
    ({                                                                                                                \
        unsigned long was_;                                                                                           \
        __asm__ volatile("csrrc %0, " #name ", %1" : "=r"(was_) : "r"((unsigned long)(bits)) : "memory");             \
        was_;                                                                                                         \
    })

struct z_kernel _kernel;

// What a debugger is told. [Zephyr subsys/debug/thread_info.c]
const size_t _kernel_thread_info_offsets[] = {
    1, // version
    offset(_cpu, current),
    offset(z_kernel, threads),
    offset(k_thread, entry),
    offset(k_thread, next_thread),
    offset(_thread_base, thread_state),
    offset(_thread_base, user_options),
    offset(_thread_base, prio),
    offset(k_thread, callee_saved.sp),
    offset(k_thread, name),
    (u32)UNIMPLEMENTED,
    (u32)UNIMPLEMENTED,
    (u32)UNIMPLEMENTED,
};
const size_t _kernel_thread_info_num_offsets = sizeof _kernel_thread_info_offsets / sizeof(size_t);
const u8 _kernel_thread_info_size_t_size = sizeof(size_t);

static TCB_t threads[THREADS], dummy;
#define STACK_OF(name) static char stack_of_##name[STACK] __attribute__((aligned(16)))
STACK_OF(a); STACK_OF(b); STACK_OF(c); STACK_OF(d); STACK_OF(e); STACK_OF(f); STACK_OF(g); STACK_OF(h);
static char *const stacks[THREADS] = {
    stack_of_a, stack_of_b, stack_of_c, stack_of_d, stack_of_e, stack_of_f, stack_of_g, stack_of_h,
};
static char z_interrupt_stacks[STACK] __attribute__((aligned(16)));
static volatile TickType_t ticks_passed;

void _isr_wrapper(void);
void z_riscv_switch(TCB_t *to, TCB_t *from);
void z_riscv_thread_start(void);
unsigned long first_frame(char *top, void (*entry)(void (*)(void *), void *), void (*code)(void *), void *argument,
                          unsigned long mstatus);

void new_list(List_t *list) {
    list->next = list->prev = list;
}

static void append(List_t *list, struct dnode *node) {
    node->next = list;
    node->prev = list->prev;
    list->prev->next = node;
    list->prev = node;
}

static void take_out(struct dnode *node) {
    node->next->prev = node->prev;
    node->prev->next = node->next;
}

static unsigned long lock(void) {
    return csr_take(mstatus, MIE) & MIE;
}

static void unlock(unsigned long key) {
    csr_set(mstatus, key);
}

// Behind all others that are as urgent.
static void make_ready(TCB_t *thread) {
    List_t *place = _kernel.ready_q.runq.next;
    while (place != &_kernel.ready_q.runq && ((TCB_t *)place)->base.prio <= thread->base.prio)
        place = place->next;
    append(place, &thread->base.node);
    thread->base.thread_state = QUEUED;
    _kernel.ready_q.cache = (TCB_t *)_kernel.ready_q.runq.next;
}

static void make_unready(TCB_t *thread, u8 state) {
    take_out(&thread->base.node);
    thread->base.thread_state = state;
    _kernel.ready_q.cache = (TCB_t *)_kernel.ready_q.runq.next;
}

static TCB_t *current(void) {
    return _kernel.cpus[0].current;
}

static void swap(void) {
    TCB_t *from = current(), *to = _kernel.ready_q.cache;
    if (from != to) {
        _kernel.cpus[0].current = to;
        z_riscv_switch(to, from);
    }
}

static void thread_entry(void (*code)(void *), void *argument) {
    code(argument);
    end_task();
}

TCB_t *create(const char *name, UBaseType_t urgency, void (*code)(void *), void *argument) {
    unsigned long key = lock();
    int free = 0;
    while (threads[free].entry.code)
        if (++free == THREADS)
            finish(2);
    TCB_t *thread = &threads[free];
    thread->entry.code = code;
    thread->entry.argument = argument;
    for (int i = 0; i < (int)sizeof thread->name; i++)
        thread->name[i] = *name ? *name++ : 0;
    thread->base.prio = URGENT - (int)urgency;
    thread->callee_saved.sp = first_frame(stacks[free] + STACK, thread_entry, code, argument, MPP | MPIE);
    thread->callee_saved.ra = (unsigned long)z_riscv_thread_start;
    thread->switch_handle = thread;
    thread->next_thread = _kernel.threads;
    _kernel.threads = thread;
    make_ready(thread);
    unlock(key);
    return thread;
}

void yield(void) {
    unsigned long key = lock();
    take_out(&current()->base.node);
    make_ready(current());
    swap();
    unlock(key);
}

void delay(TickType_t ticks) {
    unsigned long key = lock();
    current()->base.ticks = ticks;
    make_unready(current(), SLEEPING);
    swap();
    unlock(key);
}

void suspend(void) {
    unsigned long key = lock();
    make_unready(current(), SUSPENDED);
    swap();
    unlock(key);
}

void resume(TCB_t *thread) {
    unsigned long key = lock();
    if (thread->base.thread_state & SUSPENDED)
        make_ready(thread);
    unlock(key);
}

void wait(List_t *waiting) {
    unsigned long key = lock();
    make_unready(current(), PENDING);
    current()->base.pended_on = waiting;
    append(waiting, &current()->base.node);
    swap();
    unlock(key);
}

void signal(List_t *waiting) {
    unsigned long key = lock();
    if (waiting->next != waiting) {
        TCB_t *thread = (TCB_t *)waiting->next;
        take_out(&thread->base.node);
        make_ready(thread);
    }
    unlock(key);
}

void end_task(void) {
    lock();
    TCB_t *ending = current(), **place = &_kernel.threads;
    make_unready(ending, DEAD);
    while (*place != ending)
        place = &(*place)->next_thread;
    *place = ending->next_thread;
    ending->entry.code = 0;
    swap();
    __builtin_unreachable();
}

// From the trap handler, on the stack of interrupts.
void on_trap(unsigned long cause) {
    if (cause != TIMER_INTERRUPT)
        finish(3);
    set_timer(time_now() + TICK);
    ticks_passed++;
    for (TCB_t *thread = _kernel.threads; thread; thread = thread->next_thread)
        if (thread->base.thread_state & SLEEPING && --thread->base.ticks == 0)
            make_ready(thread);
    if (current()->base.thread_state & QUEUED) {
        take_out(&current()->base.node);
        make_ready(current());
    }
}

// Null where the present one is to go on.
TCB_t *z_get_next_switch_handle(void) {
    TCB_t *to = _kernel.ready_q.cache;
    if (to == current())
        return 0;
    _kernel.cpus[0].current = to;
    return to;
}

static void idle(void *argument) {
    (void)argument;
    for (;;)
        ;
}

void start_scheduler(void) {
    _kernel.cpus[0].idle_thread = create("idle", 0, idle, 0);
    csr_write(mtvec, _isr_wrapper);
    csr_set(mie, MTIE);
    set_timer(time_now() + TICK);
    swap();
    __builtin_unreachable();
}

void new_kernel(void) {
    new_list(&_kernel.ready_q.runq);
    dummy.base.thread_state = DUMMY;
    _kernel.cpus[0].current = &dummy;
    _kernel.cpus[0].irq_stack = z_interrupt_stacks + STACK;
}
