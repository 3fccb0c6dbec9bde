# How zephyr.c is interrupted and switches threads. The names are those of Zephyr's RISC-V port, and so is what it
# leaves where. Fits RV32 and RV64 alike.

#if __riscv_xlen == 64
#define STORE sd
#define LOAD ld
#define WORD 8
#else
#define STORE sw
#define LOAD lw
#define WORD 4
#endif

# A frame on a thread's stack, in words: ra, t0 to t6, a0 to a7, and these.
#define MEPC (16*WORD)
#define MSTATUS (17*WORD)
#define S0 (18*WORD)
#define FRAME (20*WORD)

# In struct _cpu.
#define IRQ_STACK WORD
#define CURRENT (2*WORD)
# In struct k_thread.
#define CALLEE_SAVED (3*WORD + 8)

    .cfi_sections .debug_frame
    .text

# OPERATION with each register that a callee may change, at its place in the frame at sp.
.macro  caller_saved operation
    \operation ra, 0(sp)
    \operation t0, 1*WORD(sp)
    \operation t1, 2*WORD(sp)
    \operation t2, 3*WORD(sp)
    .irp    n, 3, 4, 5, 6
    \operation t\n, (1 + \n)*WORD(sp)
    .endr
    .irp    n, 0, 1, 2, 3, 4, 5, 6, 7
    \operation a\n, (8 + \n)*WORD(sp)
    .endr
.endm

# OPERATION with each register that a callee keeps, but sp, at its place in a thread.
.macro  callee_saved operation, thread
    \operation ra, (CALLEE_SAVED + 1*WORD)(\thread)
    .irp    n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
    \operation s\n, (CALLEE_SAVED + (2 + \n)*WORD)(\thread)
    .endr
.endm

    .globl  _isr_wrapper
    .type   _isr_wrapper, @function
    .balign 64
_isr_wrapper:
    addi    sp, sp, -FRAME
    caller_saved STORE
    STORE   s0, S0(sp)
    la      s0, _kernel         # whose first member is the only cpu
    csrr    t0, mepc
    STORE   t0, MEPC(sp)
    csrr    t1, mstatus
    STORE   t1, MSTATUS(sp)

    li      t0, 1
    sw      t0, 0(s0)           # nested
    mv      t0, sp
    LOAD    sp, IRQ_STACK(s0)
    addi    sp, sp, -16
    STORE   t0, 0(sp)
    csrr    a0, mcause
    call    on_trap
    sw      zero, 0(s0)
    LOAD    sp, 0(sp)

    addi    sp, sp, -16
    LOAD    t0, CURRENT(s0)
    STORE   t0, 0(sp)
    call    z_get_next_switch_handle
    LOAD    a1, 0(sp)
    addi    sp, sp, 16
    beqz    a0, 1f
    call    z_riscv_switch
    .globl  z_riscv_thread_start
    .type   z_riscv_thread_start, @function
z_riscv_thread_start:
1:  LOAD    t0, MEPC(sp)
    LOAD    t1, MSTATUS(sp)
    csrw    mepc, t0
    csrw    mstatus, t1
    LOAD    s0, S0(sp)
    caller_saved LOAD
    addi    sp, sp, FRAME
    mret

# (the thread that goes on, the thread that gives the hart away)
    .globl  z_riscv_switch
    .type   z_riscv_switch, @function
z_riscv_switch:
    callee_saved STORE, a1
    STORE   sp, CALLEE_SAVED(a1)
    LOAD    sp, CALLEE_SAVED(a0)
    callee_saved LOAD, a0
    ret

# (top of a stack, where to begin, with what and what more, mstatus) -> sp with the frame of a thread that has not run.
    .globl  first_frame
    .type   first_frame, @function
first_frame:
    addi    a0, a0, -FRAME
    STORE   a1, MEPC(a0)
    STORE   a2, 8*WORD(a0)
    STORE   a3, 9*WORD(a0)
    STORE   a4, MSTATUS(a0)
    ret
