# For tests of decoded code: a loop writes an instruction of its own, ahead of where it runs, and never says fence.i.
# Each round changes the immediate of "addi a0, a0, 1" to the number of the round: 1 + 2 + ... + 100 = 5050.
# With NEAR the new instruction is the very next one, which the specification lets hardware (and QEMU) miss; a machine
# whose caches are transparent sees it.

    .cfi_sections .debug_frame
    .text
    .globl  main
    .type   main, @function
main:
    .cfi_startproc
    addi    sp, sp, -16
    .cfi_def_cfa_offset 16
    sd      ra, 8(sp)
    .cfi_rel_offset ra, 8
    li      a0, 0
    li      t0, 1
    li      t3, 100
    la      t1, patched
    .option push
    .option norvc               # one 32-bit store replaces the whole instruction
round:
    lw      t2, 0(t1)
    slli    t2, t2, 44          # keep all but the immediate, bits 20 and up
    srli    t2, t2, 44
    slli    t4, t0, 20
    or      t2, t2, t4
    sw      t2, 0(t1)
#ifndef NEAR
    j       patched
    nop
#endif
patched:
    addi    a0, a0, 1
    addi    t0, t0, 1
    ble     t0, t3, round
    .option pop
    li      t0, 5050
    bne     a0, t0, 1f
    la      a0, good
    call    print
    li      a0, 0
    j       2f
1:  la      a0, bad
    call    print
    li      a0, 1
2:  ld      ra, 8(sp)
    .cfi_restore ra
    addi    sp, sp, 16
    .cfi_def_cfa_offset 0
    ret
    .cfi_endproc
    .size   main, . - main

    .section .rodata
good: .string "every change was seen\n"
bad:  .string "old code ran\n"
