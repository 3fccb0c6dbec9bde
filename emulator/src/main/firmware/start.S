# The first instructions of every hart, and the way in and out of a trap. Fits RV32 and RV64 alike.
#include "machine.h"

#if __riscv_xlen == 64
#define STORE sd
#define LOAD ld
#define WORD 8
#else
#define STORE sw
#define LOAD lw
#define WORD 4
#endif
#define FRAME (20 * WORD)       // struct frame, and the stack stays aligned to 16 bytes

    .section .text.start, "ax"
    .globl  _start
_start:                         # a0 hart, a1 device tree, a2 what the boot ROM says about the kernel
    la      t0, skip
    csrw    mtvec, t0           # until everything is set up
    csrw    mie, zero
    csrr    a0, mhartid
    li      t0, MAX_HARTS
    bgeu    a0, t0, park
    la      sp, stacks
    addi    t0, a0, 1
    slli    t0, t0, STACK_SHIFT
    add     sp, sp, t0
    la      t0, arrived
    li      t1, 1
    amoadd.w t1, t1, (t0)
    bnez    t1, 3f
    la      t0, bss_start       # the first to arrive prepares what all share
    la      t1, bss_end
1:  beq     t0, t1, 2f
    STORE   zero, 0(t0)
    addi    t0, t0, WORD
    j       1b
2:  call    begin_first
3:  la      t0, ready
4:  lw      t1, 0(t0)
    bnez    t1, 5f
    .word   PAUSE
    j       4b
5:  fence   r, rw
    call    begin_other
park:
    wfi
    j       park

# While a hart is being set up: leaves out an instruction that it does not have (an access to a CSR, so four bytes).
    .balign 4
skip:
    csrw    mscratch, t0
    csrr    t0, mepc
    addi    t0, t0, 4
    csrw    mepc, t0
    csrr    t0, mscratch
    mret

# From S or U mode; mscratch holds the end of this hart's stack. C saves the other registers where it uses them.
    .globl  trap_entry
    .balign 4
trap_entry:
    csrrw   sp, mscratch, sp
    addi    sp, sp, -FRAME
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
    addi    t0, sp, FRAME
    csrrw   t0, mscratch, t0
    STORE   t0, 16*WORD(sp)
    csrr    t0, mepc
    STORE   t0, 17*WORD(sp)
    csrr    t0, mstatus
    STORE   t0, 18*WORD(sp)
    mv      a0, sp
    call    trap
    LOAD    t0, 18*WORD(sp)
    csrw    mstatus, t0
    LOAD    t0, 17*WORD(sp)
    csrw    mepc, t0
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
    LOAD    sp, 16*WORD(sp)
    mret

# A load or store at an address that a caller named, and whether it worked: a trap goes on at 1. That spoils mepc and
# mstatus, which the frame of the trap we are in keeps.
#   int load_byte(word address): -1 if it cannot be read.  int load_word(word address, word *value): as S mode sees it.
#   int store_byte(word address, word value): -1 if it cannot be written.
    .globl  load_byte, store_byte, load_word
    .option norvc
load_byte:
    la      t0, 1f
    csrrw   t0, mtvec, t0
    mv      t1, a0
    li      a0, -1
    lbu     a0, 0(t1)
    .balign 4
1:  csrw    mtvec, t0
    ret

store_byte:
    la      t0, 1f
    csrrw   t0, mtvec, t0
    mv      t1, a0
    li      a0, -1
    sb      a1, 0(t1)
    li      a0, 0
    .balign 4
1:  csrw    mtvec, t0
    ret

load_word:
    la      t0, 1f
    csrrw   t0, mtvec, t0
    mv      t1, a0
    li      a0, -1
    li      t2, MSTATUS_MPRV
    csrs    mstatus, t2
    LOAD    t1, 0(t1)
    li      a0, 0
    .balign 4
1:  li      t2, MSTATUS_MPRV
    csrc    mstatus, t2
    csrw    mtvec, t0
    bnez    a0, 2f
    STORE   t1, 0(a1)
2:  ret

    .data
    .balign 4
arrived: .word 0
    .globl  ready
ready:  .word 0

    .section .stacks, "aw", @nobits
    .globl  stacks
    .balign 16
stacks: .zero MAX_HARTS << STACK_SHIFT
