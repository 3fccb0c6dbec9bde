# Where several harts begin: each with 2 KiB of the stack. Hart 0 clears memory, the others wait for it.

    .cfi_sections .debug_frame
    .section .text.start, "ax"
    .globl  _start
    .type   _start, @function
_start:
    .cfi_startproc
    .cfi_undefined ra           # nobody called us: a debugger's call stack ends here
    csrr    a0, mhartid
    la      sp, stack_top
    slli    t0, a0, 11
    sub     sp, sp, t0
    la      t2, memory_is_clear
    bnez    a0, 3f
    la      t0, bss_start
    la      t1, bss_end
    beq     t0, t1, 2f
1:  sw      zero, 0(t0)
    addi    t0, t0, 4
    bltu    t0, t1, 1b
2:  li      t0, 1
    fence   rw, w
    sw      t0, 0(t2)
3:  lw      t0, 0(t2)
    beqz    t0, 3b
    fence   r, rw
    call    begin
    .cfi_endproc
    .size   _start, . - _start

    .data
    .align  2
memory_is_clear:
    .word   0
