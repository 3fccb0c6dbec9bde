# Where firmware for the FE310 begins: in the flash, with its data still there.

    .cfi_sections .debug_frame
    .section .text.start, "ax"
    .globl  _start
    .type   _start, @function
_start:
    .cfi_startproc
    .cfi_undefined ra           # nobody called us: a debugger's call stack ends here
    la      sp, stack_top
    la      t0, data_image
    la      t1, data_start
    la      t2, data_end
1:  bgeu    t1, t2, 2f
    lw      t3, 0(t0)
    sw      t3, 0(t1)
    addi    t0, t0, 4
    addi    t1, t1, 4
    j       1b
2:  la      t1, bss_start
    la      t2, bss_end
3:  bgeu    t1, t2, 4f
    sw      zero, 0(t1)
    addi    t1, t1, 4
    j       3b
4:  call    main
    call    finish
    .cfi_endproc
    .size   _start, . - _start
