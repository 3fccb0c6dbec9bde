// What the parts of the firmware offer one another. Names and numbers are those of the SBI specification, version 2.0.
#ifndef SBI_H
#define SBI_H

#include "machine.h"

enum {
    SBI_SUCCESS = 0,
    SBI_ERR_NOT_SUPPORTED = -2,
    SBI_ERR_INVALID_PARAM = -3,
    SBI_ERR_INVALID_ADDRESS = -5,
    SBI_ERR_ALREADY_AVAILABLE = -6,
};

// What a call answers in a0 and a1.
struct result {
    long error;
    word value;
};

#define OK(v) ((struct result){SBI_SUCCESS, (v)})
#define ERROR(e) ((struct result){(e), 0})

// calls.c
struct result call(const struct frame *frame); // any call but a legacy one
word legacy_call(const struct frame *frame);   // answers in a0 alone

// hart.c: who may be named in masks of harts, and what one hart can ask of another
u32 hart_id(void);
_Bool harts_in(word mask, word base, u32 *targets); // false if the mask names a hart that is not there
u32 all_harts(void);
void send_ipi(u32 targets);
void remote_fence(u32 targets);
void attend(void); // does what other harts asked of this one
void hart_arrived(void);
__attribute__((noreturn)) void run_supervisor(word address, word opaque);
__attribute__((noreturn)) void wait_for_start(void);
struct result hart_start(word hart, word address, word opaque);
struct result hart_status(word hart);
struct result hart_suspend(u32 type);

// timer.c
void timer_begin(void);
void set_timer(u64 when);
void timer_expired(void);

// console.c
void put(u8 byte);
int get(void); // -1 if nothing has come
void print(const char *text);
void print_hex(word number);

// tree.c: tells the kernel that this memory is ours
void reserve_in_tree(u8 *tree, u64 start, u64 size);

// start.S: -1 if the access traps; the address of load_word is one of S mode, the others are physical
int load_byte(word address);
int store_byte(word address, word value);
int load_word(word address, word *value);

#endif
