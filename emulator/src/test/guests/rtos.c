// The kernel of rtos.h: tasks with priorities, that sleep, wait for each other and end; a timer tick switches between
// those of one priority. Not FreeRTOS, but its data: the lists are where and what FreeRTOS's are.
#include "rtos.h"

#define csr_read(name) ({ UBaseType_t value_; __asm__ volatile("csrr %0, " #name : "=r"(value_)); value_; })
#define csr_write(name, value) __asm__ volatile("csrw " #name ", %0" ::"r"((UBaseType_t)(value)) : "memory")
#define csr_set(name, bits) __asm__ volatile("csrs " #name ", %0" ::"r"((UBaseType_t)(bits)) : "memory")
#define csr_clear(name, bits) __asm__ volatile("csrc " #name ", %0" ::"r"((UBaseType_t)(bits)) : "memory")

enum { MIE = 1 << 3, MPIE = 1 << 7, MPP = 3 << 11, FS_INITIAL = 1 << 13, MTIE = 1 << 7 };
#define ECALL_FROM_M 11
#define TIMER_INTERRUPT ((UBaseType_t)1 << (sizeof(UBaseType_t) * 8 - 1) | 7)
enum { PRIORITIES = 5, TASKS = 8, STACK_WORDS = 256, TICK = 10 };
static const TickType_t FOR_EVER = -1;

TCB_t *volatile pxCurrentTCB;
static List_t pxReadyTasksLists[PRIORITIES];
static List_t xDelayedTaskList1, xDelayedTaskList2, xPendingReadyList, xTasksWaitingTermination, xSuspendedTaskList;
static List_t *volatile pxDelayedTaskList, *volatile pxOverflowDelayedTaskList;
static volatile UBaseType_t uxCurrentNumberOfTasks;
static volatile TickType_t xTickCount;
static volatile long xSchedulerRunning;

UBaseType_t xCriticalNesting; // saved with a task, as FreeRTOS does since 10.5

static TCB_t tasks[TASKS];
static StackType_t stacks[TASKS][STACK_WORDS];

extern StackType_t isr_stack_top[];
StackType_t *const xISRStackTop = isr_stack_top;

void freertos_risc_v_trap_handler(void);
__attribute__((noreturn)) void start_first_task(void);
StackType_t *first_context(StackType_t *top, void (*code)(void *), void *argument, UBaseType_t mstatus);

void new_list(List_t *list) {
    ListItem_t *end = (ListItem_t *)&list->xListEnd;
    list->uxNumberOfItems = 0;
    list->pxIndex = end;
    list->xListEnd = (MiniListItem_t){FOR_EVER, end, end};
}

static void insert_before(List_t *list, ListItem_t *place, ListItem_t *item) {
    item->pxNext = place;
    item->pxPrevious = place->pxPrevious;
    item->pxPrevious->pxNext = item;
    place->pxPrevious = item;
    item->pxContainer = list;
    list->uxNumberOfItems++;
}

// Where the item's turn comes last.
static void insert_last(List_t *list, ListItem_t *item) {
    insert_before(list, list->pxIndex, item);
}

static void insert_sorted(List_t *list, ListItem_t *item) {
    ListItem_t *place = list->xListEnd.pxNext;
    while (place->xItemValue <= item->xItemValue && place != (ListItem_t *)&list->xListEnd)
        place = place->pxNext;
    insert_before(list, place, item);
}

static void take_out(ListItem_t *item) {
    List_t *list = item->pxContainer;
    item->pxNext->pxPrevious = item->pxPrevious;
    item->pxPrevious->pxNext = item->pxNext;
    if (list->pxIndex == item)
        list->pxIndex = item->pxPrevious;
    item->pxContainer = 0;
    list->uxNumberOfItems--;
}

static UBaseType_t begin_critical(void) {
    UBaseType_t enabled = csr_read(mstatus) & MIE;
    csr_clear(mstatus, MIE);
    return enabled;
}

static void end_critical(UBaseType_t enabled) {
    csr_set(mstatus, enabled);
}

static void make_ready(TCB_t *task) {
    insert_last(&pxReadyTasksLists[task->uxPriority], &task->xStateListItem);
}

static TCB_t *free_task(void) {
    for (int i = 0; i < TASKS; i++)
        if (!tasks[i].pxStack) {
            tasks[i].pxStack = stacks[i];
            return &tasks[i];
        }
    finish(2);
}

TCB_t *create(const char *name, UBaseType_t priority, void (*code)(void *), void *argument) {
    UBaseType_t enabled = begin_critical();
    TCB_t *task = free_task();
    for (int i = 0; i < (int)sizeof task->pcTaskName; i++)
        task->pcTaskName[i] = *name ? *name++ : 0;
    task->uxPriority = priority;
    task->xStateListItem.pvOwner = task->xEventListItem.pvOwner = task;
    UBaseType_t mstatus = (csr_read(mstatus) & ~(UBaseType_t)MIE) | MPIE | MPP;
    task->pxTopOfStack = first_context(task->pxStack + STACK_WORDS, code, argument, mstatus);
    uxCurrentNumberOfTasks++;
    if (!xSchedulerRunning && (!pxCurrentTCB || pxCurrentTCB->uxPriority <= priority))
        pxCurrentTCB = task;
    make_ready(task);
    end_critical(enabled);
    return task;
}

void yield(void) {
    __asm__ volatile("ecall" ::: "memory");
}

static void sleep_on(List_t *list, TickType_t until) {
    take_out(&pxCurrentTCB->xStateListItem);
    pxCurrentTCB->xStateListItem.xItemValue = until;
    insert_sorted(list, &pxCurrentTCB->xStateListItem);
}

void delay(TickType_t ticks) {
    UBaseType_t enabled = begin_critical();
    sleep_on(pxDelayedTaskList, xTickCount + ticks);
    end_critical(enabled);
    yield();
}

void suspend(void) {
    UBaseType_t enabled = begin_critical();
    sleep_on(&xSuspendedTaskList, FOR_EVER);
    end_critical(enabled);
    yield();
}

void resume(TCB_t *task) {
    UBaseType_t enabled = begin_critical();
    if (task->xStateListItem.pxContainer == &xSuspendedTaskList) {
        take_out(&task->xStateListItem);
        make_ready(task);
    }
    end_critical(enabled);
}

void wait(List_t *waiting) {
    UBaseType_t enabled = begin_critical();
    insert_last(waiting, &pxCurrentTCB->xEventListItem);
    sleep_on(&xSuspendedTaskList, FOR_EVER);
    end_critical(enabled);
    yield();
}

void signal(List_t *waiting) {
    UBaseType_t enabled = begin_critical();
    if (waiting->uxNumberOfItems) {
        TCB_t *task = waiting->xListEnd.pxNext->pvOwner;
        take_out(&task->xEventListItem);
        take_out(&task->xStateListItem);
        make_ready(task);
    }
    end_critical(enabled);
}

void end_task(void) {
    begin_critical();
    take_out(&pxCurrentTCB->xStateListItem);
    insert_last(&xTasksWaitingTermination, &pxCurrentTCB->xStateListItem);
    yield();
    __builtin_unreachable();
}

// The task of lowest priority runs when no other can, and forgets those that have ended.
static void idle(void *argument) {
    (void)argument;
    for (;;) {
        UBaseType_t enabled = begin_critical();
        if (xTasksWaitingTermination.uxNumberOfItems) {
            TCB_t *task = xTasksWaitingTermination.xListEnd.pxNext->pvOwner;
            take_out(&task->xStateListItem);
            task->pxStack = 0;
            uxCurrentNumberOfTasks--;
        }
        end_critical(enabled);
    }
}

static void wake_sleepers(void) {
    while (pxDelayedTaskList->uxNumberOfItems && pxDelayedTaskList->xListEnd.pxNext->xItemValue <= xTickCount) {
        TCB_t *task = pxDelayedTaskList->xListEnd.pxNext->pvOwner;
        take_out(&task->xStateListItem);
        make_ready(task);
    }
}

void vTaskSwitchContext(void) {
    List_t *ready = &pxReadyTasksLists[PRIORITIES - 1];
    while (!ready->uxNumberOfItems)
        ready--;
    ready->pxIndex = ready->pxIndex->pxNext;
    if (ready->pxIndex == (ListItem_t *)&ready->xListEnd)
        ready->pxIndex = ready->pxIndex->pxNext;
    pxCurrentTCB = ready->pxIndex->pvOwner;
}

// From the trap handler, on a stack of its own.
void on_trap(UBaseType_t cause) {
    if (cause != ECALL_FROM_M && cause != TIMER_INTERRUPT)
        finish(3);
    if (cause == TIMER_INTERRUPT) {
        set_timer(time_now() + TICK);
        xTickCount++;
        wake_sleepers();
    }
    vTaskSwitchContext();
}

void start_scheduler(void) {
    create("IDLE", 0, idle, 0);
    csr_write(mtvec, freertos_risc_v_trap_handler);
    csr_set(mie, MTIE);
    set_timer(time_now() + TICK);
    xSchedulerRunning = 1;
    start_first_task();
}

void new_kernel(void) {
    for (int i = 0; i < PRIORITIES; i++)
        new_list(&pxReadyTasksLists[i]);
    new_list(&xDelayedTaskList1);
    new_list(&xDelayedTaskList2);
    new_list(&xPendingReadyList);
    new_list(&xTasksWaitingTermination);
    new_list(&xSuspendedTaskList);
    pxDelayedTaskList = &xDelayedTaskList1;
    pxOverflowDelayedTaskList = &xDelayedTaskList2;
#ifdef FLOATS
    csr_set(mstatus, FS_INITIAL);
#endif
}
