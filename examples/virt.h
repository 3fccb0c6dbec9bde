// The devices of QEMU's virt board, as far as the examples need them.
#ifndef VIRT_H
#define VIRT_H

typedef unsigned char u8;
typedef unsigned int u32;
typedef unsigned long long u64;

// One character to the serial console.
void put(char c);

void print(const char *text);

void print_number(int number);

// The next character from the console, or -1 if none has come.
int get(void);

// Guest time, in ticks of 100 ns.
u64 time_now(void);

// The timer interrupt becomes pending when time_now() reaches this.
void set_timer(u64 when);

// Ends the machine; a debugger that records can go back from here.
__attribute__((noreturn)) void finish(int status);

#endif
