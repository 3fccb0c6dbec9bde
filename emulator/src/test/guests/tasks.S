# The trap entries of tasks.c and the program of its tasks. Fits RV32 and RV64 alike.

#if __riscv_xlen == 64
#define STORE sd
#define LOAD ld
#define WORD 8
#else
#define STORE sw
#define LOAD lw
#define WORD 4
#endif

    .text

# Into M mode; mscratch holds the end of its stack. C saves the other registers where it uses them.
    .globl  machine_trap
    .balign 4
machine_trap:
    csrrw   sp, mscratch, sp
    addi    sp, sp, -16*WORD
    STORE   ra, 0*WORD(sp)
    STORE   t0, 1*WORD(sp)
    STORE   t1, 2*WORD(sp)
    STORE   t2, 3*WORD(sp)
    STORE   t3, 4*WORD(sp)
    STORE   t4, 5*WORD(sp)
    STORE   t5, 6*WORD(sp)
    STORE   t6, 7*WORD(sp)
    STORE   a0, 8*WORD(sp)
    STORE   a1, 9*WORD(sp)
    STORE   a2, 10*WORD(sp)
    STORE   a3, 11*WORD(sp)
    STORE   a4, 12*WORD(sp)
    STORE   a5, 13*WORD(sp)
    STORE   a6, 14*WORD(sp)
    STORE   a7, 15*WORD(sp)
    call    on_machine_trap
    LOAD    ra, 0*WORD(sp)
    LOAD    t0, 1*WORD(sp)
    LOAD    t1, 2*WORD(sp)
    LOAD    t2, 3*WORD(sp)
    LOAD    t3, 4*WORD(sp)
    LOAD    t4, 5*WORD(sp)
    LOAD    t5, 6*WORD(sp)
    LOAD    t6, 7*WORD(sp)
    LOAD    a0, 8*WORD(sp)
    LOAD    a1, 9*WORD(sp)
    LOAD    a2, 10*WORD(sp)
    LOAD    a3, 11*WORD(sp)
    LOAD    a4, 12*WORD(sp)
    LOAD    a5, 13*WORD(sp)
    LOAD    a6, 14*WORD(sp)
    LOAD    a7, 15*WORD(sp)
    addi    sp, sp, 16*WORD
    csrrw   sp, mscratch, sp
    mret

# Into S mode from a task; sscratch holds its struct task, whose first word is its pc and the others its registers.
    .globl  kernel_trap
    .balign 4
kernel_trap:
    csrrw   a0, sscratch, a0
    .irp    n, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
    STORE   x\n, \n*WORD(a0)
    .endr
    csrr    t0, sscratch
    STORE   t0, 10*WORD(a0)
    csrr    t0, sepc
    STORE   t0, 0(a0)
    la      sp, kernel_stack_end
    call    on_trap             # the task to go on with

    .globl  resume
resume:
    csrw    sscratch, a0
    LOAD    t0, 0(a0)
    csrw    sepc, t0
    .irp    n, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
    LOAD    x\n, \n*WORD(a0)
    .endr
    LOAD    a0, 10*WORD(a0)
    sret

# What every task runs, in a page of its own that it may write. The addresses are those of tasks.c.
    .globl  task_begin, task_end
    .balign 4
    .option push
    .option norvc               # the kernel steps over instructions of four bytes
    .option norelax
task_begin:
    li      s0, 0x20000         # its data: [0] rounds, [1] what the window shows, [2] mistakes seen
    li      s1, 0x30000         # the window, which the kernel moves from page to page
    li      s2, 0x40000         # sixteen pages on demand
    li      s3, 0x50000         # a page that PMP keeps for the monitor
    li      s4, 0               # rounds
round:
    addi    s4, s4, 1
    STORE   s4, 0(s0)

    la      t0, patched         # the immediate of an instruction becomes the round's number, and nobody says fence.i
    lw      t1, 0(t0)
    slli    t1, t1, __riscv_xlen - 20
    srli    t1, t1, __riscv_xlen - 20
    andi    t2, s4, 0x3ff
    slli    t3, t2, 20
    or      t1, t1, t3
    sw      t1, 0(t0)
    j       patched             # QEMU sees a change only after a jump
patched:
    addi    t0, zero, 0
    beq     t0, t2, 1f
    call    mistake

1:  LOAD    t0, WORD(s0)        # the page behind the window has just been changed, or has not
    LOAD    t1, 0(s1)
    LOAD    t2, WORD(s0)
    bne     t0, t2, 2f
    beq     t0, t1, 2f
    call    mistake

2:  andi    t0, s4, 15          # a page that comes with the first touch, and goes when the kernel takes it away
    slli    t0, t0, 12
    add     t0, s2, t0
    lw      t1, 0(t0)
    addi    t1, t1, 1
    sw      t1, 0(t0)
    andi    t0, s4, 63
    bnez    t0, round
    li      t0, -1
    lw      t0, 0(s3)           # a load access fault, which the kernel steps over
    bgez    t0, 3f
    ecall                       # gives way
    j       round
3:  call    mistake
    j       round

mistake:
    LOAD    t0, 2*WORD(s0)
    addi    t0, t0, 1
    STORE   t0, 2*WORD(s0)
    ret
task_end:
    .option pop

    .bss
    .balign 16
    .zero   4096
kernel_stack_end:
    .globl  monitor_stack_end
    .zero   4096
monitor_stack_end:
