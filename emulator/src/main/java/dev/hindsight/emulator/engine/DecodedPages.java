package dev.hindsight.emulator.engine;

import dev.hindsight.emulator.bus.Bus;
import dev.hindsight.emulator.bus.Ram;
import dev.hindsight.emulator.isa.Decoder;
import dev.hindsight.emulator.isa.Isa;
import dev.hindsight.emulator.machine.StopPoints;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decoded instructions, one {@link Word} a halfword of every page that was run. A store into such a page forgets what it
 * touches, at once; breakpoints are marks in the words.
 */
final class DecodedPages {
    static final int SLOTS = Ram.PAGE / 2;
    /** Behind the last halfword come two slots that lead to the next page. */
    private static final int LENGTH = SLOTS + 2;

    private static final int NOTHING = -1;

    private final Ram ram;
    private final Bus bus;
    private final long addressMask;
    private final Translator translator;
    private final long[] @Nullable [] ramPages;
    private final Map<Long, long[]> romPages = new HashMap<>();
    private final long[] unfetchable = new long[LENGTH];
    private StopPoints stops = StopPoints.NONE;

    DecodedPages(Ram ram, Bus bus, Isa isa) {
        this.ram = ram;
        this.bus = bus;
        this.addressMask = isa.xlen() == 64 ? -1 : 0xffff_ffffL;
        this.translator = new Translator(isa);
        this.ramPages = new long[ram.pages()][];
        Arrays.fill(unfetchable, Word.of(Code.FETCH_FAULT, 0, 0, 0, 1, 0));
        ram.setCodeListener(this::forget);
    }

    /** The page that holds {@code pc}. */
    long[] page(long pc) {
        long address = pc & addressMask;
        if (ram.contains(address, 2)) {
            int number = ram.offset(address) >>> Ram.PAGE_SHIFT;
            long[] page = ramPages[number];
            return page != null ? page : newPage(number);
        }
        boolean executable =
                bus.at(address, 2).filter(at -> at.device().isExecutable()).isPresent();
        return executable ? romPages.computeIfAbsent(address >>> Ram.PAGE_SHIFT, number -> empty()) : unfetchable;
    }

    /** Decodes the instruction at {@code pc} into its slot. */
    long fill(long[] page, int slot, long pc) {
        long word = decode(pc & addressMask);
        long kept = hasBreakpoint(pc) ? Word.marked(word) : word;
        page[slot] = kept;
        return kept;
    }

    void setStops(StopPoints next) {
        if (!Arrays.equals(next.breakpoints(), stops.breakpoints())) {
            forgetAll(stops.breakpoints());
            forgetAll(next.breakpoints());
        }
        stops = next;
    }

    /** Addresses may be given with or without the sign that a 32-bit register would extend. */
    boolean hasBreakpoint(long pc) {
        return stops.hasBreakpoint(pc) || stops.hasBreakpoint(pc & addressMask);
    }

    /** The 16 bits at an address that can be fetched from, or -1. */
    int fetch(long address) {
        if (ram.contains(address, 2)) {
            return (int) ram.read(ram.offset(address), 2);
        }
        return bus.at(address, 2)
                .filter(at -> at.device().isExecutable())
                .map(at -> (int) at.device().peek((int) (address - at.base()), 2))
                .orElse(NOTHING);
    }

    /** Bytes of RAM change: forgets the instructions that contain any of them. */
    private void forget(int offset, int length) {
        int last = offset + length - 1 >>> 1;
        for (int halfword = Math.max(0, offset - 2) >>> 1; halfword <= last; halfword++) {
            long[] page = ramPages[halfword / SLOTS];
            if (page != null) {
                page[halfword % SLOTS] = Code.UNDECODED;
            }
        }
    }

    private void forgetAll(long[] addresses) {
        for (long each : addresses) {
            long address = each & addressMask;
            long[] page = page(address);
            if (page != unfetchable) {
                page[(int) (address & Ram.PAGE - 1) / 2] = Code.UNDECODED;
            }
        }
    }

    private long decode(long address) {
        int low = fetch(address);
        if (Decoder.length(low) == 2) {
            return translator.translate(low);
        }
        int high = fetch(address + 2);
        if (high == NOTHING) {
            return Word.of(Code.FETCH_FAULT, 0, 0, 0, 2, 2);
        }
        guard(address + 2);
        return translator.translate(high << 16 | low);
    }

    /** An instruction may end on the next page: stores there must be noticed too. */
    private void guard(long address) {
        if (ram.contains(address, 1)) {
            ram.guard()[ram.offset(address) >>> Ram.PAGE_SHIFT] |= Ram.CODE;
        }
    }

    private long[] newPage(int number) {
        ram.guard()[number] |= Ram.CODE;
        long[] page = empty();
        ramPages[number] = page;
        return page;
    }

    private static long[] empty() {
        long[] page = new long[LENGTH];
        Arrays.fill(page, SLOTS, LENGTH, Word.of(Code.NEXT_PAGE, 0, 0, 0, 1, 0));
        return page;
    }
}
