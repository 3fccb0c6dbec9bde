package dev.hindsight.emulator.engine;

import dev.hindsight.emulator.bus.Ram;
import dev.hindsight.emulator.hart.Access;
import dev.hindsight.emulator.hart.TrapException;
import dev.hindsight.emulator.isa.Decoder;
import dev.hindsight.emulator.isa.Isa;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decoded instructions, one {@link DecodedInstruction} a halfword of every physical page that was run. A store into such
 * a page forgets what it touches, at once.
 *
 * <p>{@link CodeMarks} are marks in the words at their places in every page; whoever meets one asks the {@link CodeProbe}
 * whether this is the address. What cannot be kept in a page (an instruction that ends in the next one, a page that cannot
 * be fetched from as things are) is {@link Opcode#FETCH}, which fetches for itself.
 */
final class DecodedPages {
    static final int SLOTS = CodeMarks.SLOTS;
    /** Behind the last halfword come two slots that lead to the next page. */
    static final int WORDS = SLOTS + 2;

    private static final int LENGTH = WORDS + LineMarks.EXTRA;

    private static final long FETCH = DecodedInstruction.of(Opcode.FETCH, 0, 0, 0, 1, 0);

    private final Ram ram;
    private final MemorySystem memory;
    private final Translator translator;
    private final long[] @Nullable [] ramPages;
    private final Map<Long, long[]> romPages = new HashMap<>();
    private final List<long[]> all = new ArrayList<>();
    private final long[] unfetchable = new long[LENGTH];
    private CodeMarks marks = CodeMarks.NONE;

    private final LineMarks lines;

    DecodedPages(Ram ram, MemorySystem memory, Isa isa, ExecutedCode executed) {
        this.ram = ram;
        this.memory = memory;
        this.translator = new Translator(isa);
        this.ramPages = new long[ram.pages()][];
        this.lines = new LineMarks(executed, this::isMarked);
        Arrays.fill(unfetchable, 0, WORDS, FETCH);
        lines.add(unfetchable, ExecutedCode.UNFETCHABLE);
    }

    /** Whatever runs from now on is told to {@link ExecutedCode} again. */
    void resetLines() {
        lines.reset();
    }

    /** The instruction in this slot runs, or is met at a breakpoint. */
    void ran(long[] page, int slot) {
        lines.ran(page, slot);
    }

    /** Execution arrives at {@code pc}; see {@link #page}. */
    long[] enter(AddressSpace space, long pc) {
        long[] page = page(space, pc);
        lines.entered(page, pc & -Ram.PAGE);
        return page;
    }

    /** The page that holds {@code pc}; one of nothing but {@link Opcode#FETCH} where a fetch needs a closer look. */
    private long[] page(AddressSpace space, long pc) {
        long address = space.fetchPage(pc);
        if (ram.contains(address, 2)) {
            int number = ram.offset(address) >>> Ram.PAGE_SHIFT;
            long[] page = ramPages[number];
            return page != null ? page : newPage(number);
        }
        return memory.isRom(address) ? romPages.computeIfAbsent(address >>> Ram.PAGE_SHIFT, this::empty) : unfetchable;
    }

    /** Decodes the instruction at {@code pc} into its slot of the page that {@link #page} gave. */
    long fill(AddressSpace space, long[] page, int slot, long pc) {
        long word = decode(space.fetchPage(pc), slot);
        long kept = isMarked(slot, word) ? DecodedInstruction.marked(word) : word;
        page[slot] = kept;
        lines.ran(page, slot);
        return kept;
    }

    private boolean isMarked(int slot, long word) {
        return marks.isMarked(slot, word);
    }

    private long decode(long address, int slot) {
        int low = memory.fetch(address);
        if (Decoder.length(low) == 2) {
            return translator.translate(low);
        }
        return slot == SLOTS - 1 ? FETCH : translator.translate(memory.fetch(address + 2) << 16 | low);
    }

    /** The instruction at {@code pc}, fetched in the present step; takes the trap that the fetch takes. */
    long fetchNow(AddressSpace space, long pc) {
        int low = bits(pc, space.fetch(pc));
        if (Decoder.length(low) == 2) {
            return translator.translate(low);
        }
        return translator.translate(bits(pc + 2, space.fetch(pc + 2)) << 16 | low);
    }

    private int bits(long pc, long physical) {
        int bits = memory.fetch(physical);
        if (bits < 0) {
            throw new TrapException(Access.EXECUTE.accessFault(), pc);
        }
        return bits;
    }

    void setMarks(CodeMarks next) {
        next.differences(marks).stream().forEach(slot -> all.forEach(page -> page[slot] = Opcode.UNDECODED));
        marks = next;
    }

    static int slot(long pc) {
        return CodeMarks.slot(pc);
    }

    /** Bytes of RAM change: forgets the instructions that contain any of them. */
    void forget(int offset, int length) {
        int last = offset + length - 1 >>> 1;
        for (int halfword = Math.max(0, offset - 2) >>> 1; halfword <= last; halfword++) {
            long[] page = ramPages[halfword / SLOTS];
            if (page != null) {
                page[halfword % SLOTS] = Opcode.UNDECODED;
            }
        }
    }

    /** Forgets every page. */
    void drop() {
        for (int number = 0; number < ramPages.length; number++) {
            if (ramPages[number] != null) {
                ramPages[number] = null;
                ram.guard()[number] &= ~Ram.CODE;
            }
        }
        romPages.clear();
        all.clear();
        lines.reset();
        translator.forget();
    }

    void forgetRom() {
        romPages.values().forEach(page -> Arrays.fill(page, 0, SLOTS, Opcode.UNDECODED));
    }

    private long[] newPage(int number) {
        ram.guard()[number] |= Ram.CODE;
        long[] page = empty((ram.base() >>> Ram.PAGE_SHIFT) + number);
        ramPages[number] = page;
        return page;
    }

    private long[] empty(long physicalPage) {
        long[] page = new long[LENGTH];
        Arrays.fill(page, SLOTS, WORDS, DecodedInstruction.of(Opcode.NEXT_PAGE, 0, 0, 0, 1, 0));
        lines.add(page, physicalPage);
        all.add(page);
        return page;
    }
}
