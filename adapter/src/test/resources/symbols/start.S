# Reset: a stack, then main. Nothing calls _start, so that unwinders must notice where to stop.
    .section .text.start, "ax"
    .globl _start
    .type _start, @function
_start:
    la sp, stack_top
    call main
finished:
    j finished
    .size _start, . - _start

    .bss
    .balign 16
    .space 4096
stack_top:
