// For tests of semihosting: writes by each of the console calls and exits with status 3.
// See "RISC-V Semihosting": the operation in a0, its argument in a1, between two shifts that do nothing.

enum { SYS_WRITEC = 0x03, SYS_WRITE0 = 0x04, SYS_CLOCK = 0x10, SYS_EXIT_EXTENDED = 0x20 };
enum { APPLICATION_EXIT = 0x20026, STATUS = 3 };

static long semihost(long operation, const void *argument) {
    register long a0 __asm__("a0") = operation;
    register const void *a1 __asm__("a1") = argument;
    __asm__ volatile(
        ".balign 16\n"
        ".option push\n"
        ".option norvc\n"
        "slli zero, zero, 0x1f\n"
        "ebreak\n"
        "srai zero, zero, 7\n"
        ".option pop\n"
        : "+r"(a0)
        : "r"(a1)
        : "memory");
    return a0;
}

int main(void) {
    char c = '!';
    long exit[2] = {APPLICATION_EXIT, STATUS};
    semihost(SYS_WRITE0, "hello, host");
    semihost(SYS_WRITEC, &c);
    c = '\n';
    semihost(SYS_WRITEC, &c);
    if (semihost(SYS_CLOCK, 0) < 0)
        return 1;
    semihost(SYS_EXIT_EXTENDED, exit);
    return 2;
}
