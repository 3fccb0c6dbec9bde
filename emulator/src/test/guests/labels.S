# For tests of debuggers: assembler as people write it, with labels alone. No symbol has a type and a size, so that the
# assembler's debug information has lines and no functions; nothing says where a caller's registers are.
#if __riscv_xlen == 64
#define STORE sd
#define LOAD ld
#else
#define STORE sw
#define LOAD lw
#endif
    .text
    .globl  work
work:
    addi    a0, a0, 1
    slli    a0, a0, 1
    addi    a0, a0, 3
    xori    a0, a0, 5
    ret

    .globl  typed
    .type   typed, @function
typed:
    li      t0, 3
again:                          # a loop over two lines
    addi    a0, a0, 2
    addi    t0, t0, -1
    bnez    t0, again
    ret

    .globl  outer
outer:
    addi    sp, sp, -16
    STORE   ra, 0(sp)
    li      t1, 500
1:  addi t1, t1, -1; bnez t1, 1b
    call    helper
    la      t2, mark
    sw      a0, 0(t2)
    jal     helper
    LOAD    ra, 0(sp)
    addi    sp, sp, 16
    ret

helper:
    addi    a0, a0, 7
    j       done
    nop
done:
    ret

    .bss
    .balign 4
mark:
    .space  4
