// The machine that the firmware runs on: QEMU's virt board, as far as it needs it, and the CSRs.
#ifndef MACHINE_H
#define MACHINE_H

#define FIRMWARE 0x80000000
#define FIRMWARE_SIZE 0x10000 // a power of two: one PMP entry protects it
#define MAX_HARTS 8
#define STACK_SHIFT 11
#define PAUSE 0x0100000f // Zihintpause; a hint elsewhere

#define MSTATUS_MPP_S (1 << 11)
#define MSTATUS_MPP (3 << 11)
#define MSTATUS_MPIE (1 << 7)
#define MSTATUS_MPRV (1 << 17)

#ifndef __ASSEMBLER__
typedef unsigned char u8;
typedef unsigned int u32;
typedef unsigned long long u64;
typedef unsigned long word; // XLEN bits

#define XLEN ((int)sizeof(word) * 8)

// Interrupts: bits of mip, mie and mideleg.
enum { SSIP = 1 << 1, MSIP = 1 << 3, STIP = 1 << 5, MTIP = 1 << 7, SEIP = 1 << 9, LCOFIP = 1 << 13 };

enum { CAUSE_SUPERVISOR_ECALL = 9, INTERRUPT_M_SOFTWARE = 3, INTERRUPT_M_TIMER = 7 };

// Before trap_entry is in mtvec, an access to a CSR that does not exist is left out, and reads as 0.
#define csr_read(name) ({ word value_ = 0; asm volatile("csrr %0, " #name : "+r"(value_)); value_; })
#define csr_write(name, value) asm volatile("csrw " #name ", %0" ::"r"((word)(value)) : "memory")
#define csr_set(name, bits) asm volatile("csrs " #name ", %0" ::"r"((word)(bits)) : "memory")
#define csr_clear(name, bits) asm volatile("csrc " #name ", %0" ::"r"((word)(bits)) : "memory")

// For the body of a loop that waits for another hart.
#define pause() asm volatile(".word %0" ::"i"(PAUSE) : "memory")

#define CLINT_MSIP ((volatile u32 *)0x02000000)
#define CLINT_MTIMECMP ((volatile u32 *)0x02004000) // two halves each
#define FINISHER ((volatile u32 *)0x100000)
enum { FINISHER_FAIL = 0x3333, FINISHER_PASS = 0x5555, FINISHER_RESET = 0x7777 };

// Registers at the time of a trap, as trap_entry lays them out.
struct frame {
    word ra, t[7], a[8], sp, pc, status;
};
#endif
#endif
