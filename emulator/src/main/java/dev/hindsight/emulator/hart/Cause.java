package dev.hindsight.emulator.hart;

/** Why a trap is taken: exception codes, and interrupt numbers. [Priv 1.12 §3.1.15] */
public final class Cause {
    public static final int INSTRUCTION_MISALIGNED = 0;
    public static final int INSTRUCTION_ACCESS = 1;
    public static final int ILLEGAL_INSTRUCTION = 2;
    public static final int BREAKPOINT = 3;
    public static final int LOAD_MISALIGNED = 4;
    public static final int LOAD_ACCESS = 5;
    public static final int STORE_MISALIGNED = 6;
    public static final int STORE_ACCESS = 7;
    /** Plus the mode that calls. */
    public static final int ECALL = 8;

    public static final int INSTRUCTION_PAGE = 12;
    public static final int LOAD_PAGE = 13;
    public static final int STORE_PAGE = 15;

    public static final int SUPERVISOR_SOFTWARE_INTERRUPT = 1;
    public static final int SUPERVISOR_TIMER_INTERRUPT = 5;
    public static final int SUPERVISOR_EXTERNAL_INTERRUPT = 9;
    public static final int SOFTWARE_INTERRUPT = 3;
    public static final int TIMER_INTERRUPT = 7;
    public static final int EXTERNAL_INTERRUPT = 11;

    private Cause() {}

    /** How a firmware engineer calls it, as the beginning of a sentence. */
    public static String exception(int code) {
        return switch (code) {
            case INSTRUCTION_MISALIGNED -> "Misaligned jump target";
            case INSTRUCTION_ACCESS -> "Instruction access fault";
            case ILLEGAL_INSTRUCTION -> "Illegal instruction";
            case BREAKPOINT -> "Breakpoint instruction";
            case LOAD_MISALIGNED -> "Misaligned load";
            case LOAD_ACCESS -> "Load access fault";
            case STORE_MISALIGNED -> "Misaligned store or AMO";
            case STORE_ACCESS -> "Store access fault";
            case ECALL -> "Environment call from user mode";
            case ECALL + Mode.SUPERVISOR -> "Environment call from supervisor mode";
            case ECALL + Mode.MACHINE -> "Environment call from machine mode";
            case INSTRUCTION_PAGE -> "Instruction page fault";
            case LOAD_PAGE -> "Load page fault";
            case STORE_PAGE -> "Store page fault";
            default -> "Exception " + code;
        };
    }

    public static String interrupt(int number) {
        return switch (number) {
            case SUPERVISOR_SOFTWARE_INTERRUPT -> "Supervisor software interrupt";
            case SUPERVISOR_TIMER_INTERRUPT -> "Supervisor timer interrupt";
            case SUPERVISOR_EXTERNAL_INTERRUPT -> "Supervisor external interrupt";
            case SOFTWARE_INTERRUPT -> "Software interrupt";
            case TIMER_INTERRUPT -> "Timer interrupt";
            case EXTERNAL_INTERRUPT -> "External interrupt";
            default -> "Interrupt " + number;
        };
    }
}
