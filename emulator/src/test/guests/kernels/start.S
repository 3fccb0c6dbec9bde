# Where the firmware starts each hart in S mode: a0 is the hart, a1 the device tree or what hart_start was given.
#if __riscv_xlen == 64
#define SPILL sd
#define FILL ld
#else
#define SPILL sw
#define FILL lw
#endif

    .section .text.start, "ax"
    .globl  _start
_start:
    la      sp, stacks
    addi    t0, a0, 1
    slli    t0, t0, 12
    add     sp, sp, t0
    la      t0, trap
    csrw    stvec, t0
    tail    begin

# All that traps here are the kernel's own loads: notes the cause and steps over four bytes.
    .balign 4
trap:
    csrw    sscratch, t0
    csrr    t0, sepc
    addi    t0, t0, 4
    csrw    sepc, t0
    csrr    t0, scause
    la      t6, last_cause      # nobody else uses t6
    sw      t0, 0(t6)
    csrr    t0, sscratch
    sret

    .data
    .globl  last_cause
    .balign 4
last_cause: .word -1

    .bss
    .balign 16
stacks: .zero 8 * 4096
