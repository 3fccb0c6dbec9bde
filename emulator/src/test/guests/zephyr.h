// The threads of another small kernel (zephyr.c), kept in the structures of Zephyr: their names, and what a debugger is
// told of their layouts, are Zephyr's, so that what finds the threads of that kernel finds those of this one. It offers
// what rtos.h does, so that lights.c runs on it too.
#ifndef ZEPHYR_H
#define ZEPHYR_H
#define RTOS_H // in its place

#include "virt.h"

typedef unsigned long size_t;
typedef unsigned long UBaseType_t;
typedef u32 TickType_t;

typedef struct dnode {
    struct dnode *next, *prev;
} List_t;

struct _callee_saved {
    unsigned long sp, ra, s[12];
};

struct _thread_base {
    struct dnode node; // in the ready queue, or in what the thread waits for
    List_t *pended_on;
    u8 user_options, thread_state;
    signed char prio;
    u8 sched_locked;
    u32 ticks; // that it sleeps yet
};

typedef struct k_thread {
    struct _thread_base base;
    struct _callee_saved callee_saved;
    struct {
        void (*code)(void *);
        void *argument;
    } entry;
    struct k_thread *next_thread;
    char name[32];
    void *switch_handle;
} TCB_t;

struct _cpu {
    u32 nested;
    char *irq_stack;
    TCB_t *current, *idle_thread;
    u8 id;
};

struct z_kernel {
    struct _cpu cpus[1];
    struct {
        TCB_t *cache; // runs next
        List_t runq;
    } ready_q;
    TCB_t *threads; // all that there are
};

void new_kernel(void);
TCB_t *create(const char *name, UBaseType_t priority, void (*code)(void *), void *argument);
void yield(void);
void delay(TickType_t ticks);
void suspend(void);
void resume(TCB_t *thread);
void wait(List_t *waiting);
void signal(List_t *waiting);
void new_list(List_t *list);
__attribute__((noreturn)) void end_task(void);
__attribute__((noreturn)) void start_scheduler(void);

#endif
