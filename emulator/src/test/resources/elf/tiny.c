/* A function, an object, an assembler label; see rebuild. */
int counter = 7;
char zeroes[64];

void _start(void) {
    counter++;
    __asm__ volatile("inner: ebreak");
    for (;;)
        ;
}
