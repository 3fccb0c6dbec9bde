// The tasks of a small kernel (rtos.c), kept in the structures of FreeRTOS: their names and layouts are FreeRTOS's, in
// its default configuration, so that what finds the tasks of that kernel finds those of this one.
#ifndef RTOS_H
#define RTOS_H

#include "virt.h"

typedef unsigned long UBaseType_t;
typedef unsigned long StackType_t;
typedef u32 TickType_t;

typedef struct xLIST_ITEM {
    TickType_t xItemValue;
    struct xLIST_ITEM *pxNext, *pxPrevious;
    void *pvOwner;
    struct xLIST *pxContainer;
} ListItem_t;

typedef struct xMINI_LIST_ITEM {
    TickType_t xItemValue;
    ListItem_t *pxNext, *pxPrevious;
} MiniListItem_t;

typedef struct xLIST {
    UBaseType_t uxNumberOfItems;
    ListItem_t *pxIndex;
    MiniListItem_t xListEnd;
} List_t;

typedef struct tskTaskControlBlock {
    StackType_t *pxTopOfStack;
    ListItem_t xStateListItem, xEventListItem;
    UBaseType_t uxPriority;
    StackType_t *pxStack;
    char pcTaskName[16];
} TCB_t;

// Comes first.
void new_kernel(void);

TCB_t *create(const char *name, UBaseType_t priority, void (*code)(void *), void *argument);

// Gives the rest of its time away.
void yield(void);

// Sleeps for so many ticks.
void delay(TickType_t ticks);

// Sleeps until somebody resumes it.
void suspend(void);

void resume(TCB_t *task);

// Sleeps until somebody signals it, on a list of those that wait.
void wait(List_t *waiting);

void signal(List_t *waiting);

void new_list(List_t *list);

__attribute__((noreturn)) void end_task(void);

__attribute__((noreturn)) void start_scheduler(void);

#endif
