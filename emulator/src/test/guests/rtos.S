# The trap handler of rtos.c, under the name that it has in FreeRTOS's RISC-V port, where it leaves a task's registers
# on the task's stack: CONTEXT 1 as the port of FreeRTOS 10.2 to 10.4 does, 2 as that of 10.5 to 11.1, and 3 as those
# after it, with the floating-point registers where they are dirty. Fits RV32 and RV64 alike.

#if __riscv_xlen == 64
#define STORE sd
#define LOAD ld
#define WORD 8
#else
#define STORE sw
#define LOAD lw
#define WORD 4
#endif

#if CONTEXT == 1
#define WORDS 30
#define RA 1
#define MSTATUS 29
#elif CONTEXT == 2
#define WORDS 31
#define RA 1
#define NESTING 29
#define MSTATUS 30
#else
#define WORDS 31
#define RA 2
#define NESTING 30
#define MSTATUS 1
#endif

    .cfi_sections .debug_frame
    .text

    .globl  freertos_risc_v_trap_handler
    .type   freertos_risc_v_trap_handler, @function
    .balign 64
freertos_risc_v_trap_handler:
    addi    sp, sp, -WORDS*WORD
    STORE   ra, RA*WORD(sp)
    .irp    n, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
    STORE   x\n, (RA + \n - 4)*WORD(sp)
    .endr
#ifdef NESTING
    LOAD    t0, xCriticalNesting
    STORE   t0, NESTING*WORD(sp)
#endif
#ifdef FLOATS
    csrr    t0, mstatus
    srli    t1, t0, 13
    andi    t1, t1, 3
    li      t2, 3
    bne     t1, t2, 1f          # mstatus.FS does not say dirty
    addi    sp, sp, -33*8
    .irp    n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
    fsd     f\n, (2 + \n)*8(sp)
    .endr
    csrr    t0, fcsr
    STORE   t0, 34*8(sp)        # one word up, over what is not used any more
1:
#endif
    csrr    t0, mstatus
    STORE   t0, MSTATUS*WORD(sp)
#ifdef FLOATS
    srli    t1, t0, 13
    andi    t1, t1, 3
    li      t2, 3
    bne     t1, t2, 4f
    li      t1, 1 << 13
    csrc    mstatus, t1         # from dirty to clean
4:
#endif
    LOAD    t0, pxCurrentTCB
    STORE   sp, 0(t0)

    csrr    a0, mcause
    csrr    a1, mepc
    bltz    a0, 2f              # an interrupt
    addi    a1, a1, 4           # after the ecall
2:  STORE   a1, 0(sp)
    LOAD    sp, xISRStackTop
    call    on_trap

    .globl  start_first_task
start_first_task:
    LOAD    t1, pxCurrentTCB
    LOAD    sp, 0(t1)
    LOAD    t0, 0(sp)
    csrw    mepc, t0
    LOAD    t0, MSTATUS*WORD(sp)
    csrw    mstatus, t0
#ifdef FLOATS
    srli    t1, t0, 13
    andi    t1, t1, 3
    li      t2, 3
    bne     t1, t2, 3f
    .irp    n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
    fld     f\n, (2 + \n)*8(sp)
    .endr
    LOAD    t0, 34*8(sp)
    csrw    fcsr, t0
    addi    sp, sp, 33*8
3:
#endif
#ifdef NESTING
    LOAD    t0, NESTING*WORD(sp)
    la      t1, xCriticalNesting
    STORE   t0, 0(t1)
#endif
    .irp    n, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
    LOAD    x\n, (RA + \n - 4)*WORD(sp)
    .endr
    LOAD    ra, RA*WORD(sp)
    addi    sp, sp, WORDS*WORD
    mret
    .size   freertos_risc_v_trap_handler, . - freertos_risc_v_trap_handler

# The registers of a task that has not run: (top of its stack, code, argument, mstatus) -> its saved stack pointer.
    .globl  first_context
    .type   first_context, @function
first_context:
    addi    a0, a0, -WORDS*WORD
    STORE   a1, 0(a0)
    STORE   zero, RA*WORD(a0)
    STORE   a2, (RA + 6)*WORD(a0)
    STORE   a3, MSTATUS*WORD(a0)
#ifdef NESTING
    STORE   zero, NESTING*WORD(a0)
#endif
    ret
    .size   first_context, . - first_context

    .bss
    .balign 16
    .zero   1024
    .globl  isr_stack_top
isr_stack_top:
