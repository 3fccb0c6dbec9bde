package dev.hindsight.emulator.hart;

/** What an access wants to do at an address, and which exceptions answer if it may not. */
public enum Access {
    EXECUTE(8, 4, Cause.INSTRUCTION_ACCESS, Cause.INSTRUCTION_PAGE),
    READ(2, 1, Cause.LOAD_ACCESS, Cause.LOAD_PAGE),
    WRITE(4, 2, Cause.STORE_ACCESS, Cause.STORE_PAGE),
    /** A debugger's: it needs no permission, changes nothing, and takes no trap. */
    DEBUG(0, 0, Cause.LOAD_ACCESS, Cause.LOAD_PAGE);

    /** The permission in a page table entry. [Priv 1.12 §4.3.1] */
    final int pteBit;
    /** The permission in a pmpcfg byte. [Priv 1.12 §3.7.1] */
    final int pmpBit;

    private final int accessFault;
    private final int pageFault;

    Access(int pteBit, int pmpBit, int accessFault, int pageFault) {
        this.pteBit = pteBit;
        this.pmpBit = pmpBit;
        this.accessFault = accessFault;
        this.pageFault = pageFault;
    }

    public int accessFault() {
        return accessFault;
    }

    public int pageFault() {
        return pageFault;
    }
}
