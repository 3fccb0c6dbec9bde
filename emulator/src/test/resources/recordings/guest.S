# The guest of the committed recordings: two harts that contend for a word by LR/SC and by AMOs, timer interrupts, and a
# UART whose transmit and receive interrupts are enabled, but whose interrupt identification register is never read.
# It echoes what is typed, and ends with status 3 after a line.

        .option norelax
        .equ UART, 0x10000000
        .equ PLIC, 0x0c000000
        .equ CLINT, 0x02000000
        .equ FINISHER, 0x00100000
        .equ STORM, 200

        .globl _start
_start: la      t0, trap
        csrw    mtvec, t0
        csrr    s0, mhartid
        la      s1, word
        la      s2, sum
        la      s3, done
        bnez    s0, count
        li      t0, PLIC
        li      t1, 1
        sw      t1, 10 * 4(t0)
        li      t0, PLIC + 0x2000
        li      t1, 1 << 10
        sw      t1, 0(t0)
        li      t0, PLIC + 0x200000
        sw      zero, 0(t0)
        li      s4, UART
        li      t1, 3
        sb      t1, 1(s4)
        li      t1, 'a'
        sb      t1, 0(s4)
        li      t1, 0x880
        csrw    mie, t1
        csrsi   mstatus, 8

# Each hart adds 200 times to a word by LR/SC, and to another by an AMO.
count:  li      s5, 200
1:      lr.w    t1, (s1)
        addi    t1, t1, 1
        sc.w    t2, t1, (s1)
        bnez    t2, 1b
        amoadd.w zero, s5, (s2)
        addi    s5, s5, -1
        bnez    s5, 1b
        li      t1, 1
        amoadd.w zero, t1, (s3)
        bnez    s0, sleep
        j       wait

sleep:  wfi
        j       sleep

wait:   wfi
        la      t0, line
        lw      t1, 0(t0)
        beqz    t1, wait
        lw      t1, 0(s3)
        addi    t1, t1, -2
        bnez    t1, wait
        li      t0, FINISHER
        li      t1, 0x33333
        sw      t1, 0(t0)
1:      j       1b

# Hart 0 alone comes here.
        .balign 4
trap:   csrw    mscratch, a0
        la      a0, saved
        sw      a1, 0(a0)
        sw      a2, 4(a0)
        csrr    a1, mcause
        slli    a1, a1, 1
        li      a2, 2 * 7
        beq     a1, a2, timer
        la      a0, storm
        lw      a1, 0(a0)
        addi    a1, a1, 1
        sw      a1, 0(a0)
        li      a0, PLIC + 0x200004
        lw      a2, 0(a0)
        sw      a2, 0(a0)
        addi    a1, a1, -STORM
        blez    a1, 1f
        li      a0, UART
        li      a1, 1
        sb      a1, 1(a0)
1:      li      a0, UART
        lbu     a1, 5(a0)
        andi    a1, a1, 1
        beqz    a1, out
        lbu     a1, 0(a0)
        sb      a1, 0(a0)
        addi    a1, a1, -10
        bnez    a1, 1b
        la      a0, line
        li      a1, 1
        sw      a1, 0(a0)
        j       1b
timer:  la      a0, ticks
        lw      a1, 0(a0)
        addi    a1, a1, 1
        sw      a1, 0(a0)
        li      a0, CLINT + 0xbff8
        lw      a1, 0(a0)
        addi    a1, a1, 1000
        li      a0, CLINT + 0x4000
        sw      a1, 0(a0)
        sw      zero, 4(a0)
out:    la      a0, saved
        lw      a1, 0(a0)
        lw      a2, 4(a0)
        csrr    a0, mscratch
        mret

        .bss
        .balign 64
word:   .space  64
sum:    .space  64
done:   .space  64
line:   .space  4
storm:  .space  4
ticks:  .space  4
saved:  .space  8
