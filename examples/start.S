# Where every example begins. Fits RV32 and RV64 alike: it loads and stores nothing wider than a word.

    .cfi_sections .debug_frame
    .section .text.start, "ax"
    .globl  _start
    .type   _start, @function
_start:
    .cfi_startproc
    .cfi_undefined ra           # nobody called us: a debugger's call stack ends here
    csrr    t0, mhartid
    bnez    t0, park            # one hart is enough
    la      sp, stack_top
    la      t0, bss_start
    la      t1, bss_end
    beq     t0, t1, 2f
1:  sw      zero, 0(t0)         # C expects its zeroes
    addi    t0, t0, 4
    bltu    t0, t1, 1b
2:  call    main
    call    finish              # with what main returned, in a0
park:
    wfi
    j       park
    .cfi_endproc
    .size   _start, . - _start
