package dev.hindsight.emulator.board;

/**
 * What the boot loader tells the kernel. [DTSpec 0.4 §3.6]
 *
 * @param arguments the kernel's command line, or nothing
 * @param initrdEnd the address behind the initial RAM disk; 0 if there is none
 */
record Chosen(String arguments, long initrdStart, long initrdEnd) {
    static final Chosen NOTHING = new Chosen("", 0, 0);
}
