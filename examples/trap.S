# The timer interrupt of RV32: saves what C may change, calls on_timer, and goes on as if nothing had happened.

    .cfi_sections .debug_frame
    .text
    .globl  start_timer
    .type   start_timer, @function
start_timer:
    .cfi_startproc
    la      t0, trap
    csrw    mtvec, t0
    li      t0, 1 << 7          # mie.MTIE
    csrs    mie, t0
    csrsi   mstatus, 1 << 3     # mstatus.MIE
    ret
    .cfi_endproc
    .size   start_timer, . - start_timer

# The CFI tells debuggers that this frame interrupted another one, where its registers are, and that it goes back to
# mepc (column 64, which is no register, stands for it).
    .balign 4                   # mtvec holds multiples of four
    .type   trap, @function
trap:
    .cfi_startproc
    .cfi_signal_frame
    .cfi_return_column 64
    addi    sp, sp, -80
    .cfi_def_cfa_offset 80
    sw      ra, 0(sp)
    .cfi_rel_offset ra, 0
    sw      t0, 4(sp)
    .cfi_rel_offset t0, 4
    csrr    t0, mepc
    sw      t0, 64(sp)
    .cfi_rel_offset 64, 64
    sw      t1, 8(sp)
    .cfi_rel_offset t1, 8
    sw      t2, 12(sp)
    .cfi_rel_offset t2, 12
    sw      a0, 16(sp)
    .cfi_rel_offset a0, 16
    sw      a1, 20(sp)
    .cfi_rel_offset a1, 20
    sw      a2, 24(sp)
    .cfi_rel_offset a2, 24
    sw      a3, 28(sp)
    .cfi_rel_offset a3, 28
    sw      a4, 32(sp)
    .cfi_rel_offset a4, 32
    sw      a5, 36(sp)
    .cfi_rel_offset a5, 36
    sw      a6, 40(sp)
    .cfi_rel_offset a6, 40
    sw      a7, 44(sp)
    .cfi_rel_offset a7, 44
    sw      t3, 48(sp)
    .cfi_rel_offset t3, 48
    sw      t4, 52(sp)
    .cfi_rel_offset t4, 52
    sw      t5, 56(sp)
    .cfi_rel_offset t5, 56
    sw      t6, 60(sp)
    .cfi_rel_offset t6, 60
    call    on_timer
    lw      ra, 0(sp)
    lw      t0, 4(sp)
    lw      t1, 8(sp)
    lw      t2, 12(sp)
    lw      a0, 16(sp)
    lw      a1, 20(sp)
    lw      a2, 24(sp)
    lw      a3, 28(sp)
    lw      a4, 32(sp)
    lw      a5, 36(sp)
    lw      a6, 40(sp)
    lw      a7, 44(sp)
    lw      t3, 48(sp)
    lw      t4, 52(sp)
    lw      t5, 56(sp)
    lw      t6, 60(sp)
    addi    sp, sp, 80
    mret
    .cfi_endproc
    .size   trap, . - trap
