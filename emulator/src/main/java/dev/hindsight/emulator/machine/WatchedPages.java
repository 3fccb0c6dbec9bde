package dev.hindsight.emulator.machine;

import java.util.ArrayList;
import java.util.List;

/** Finds the physical memory of watched ranges, page by page; neighbours stay one range. */
final class WatchedPages {
    private static final long PAGE = 4096;
    /** Of longer ranges the beginning is watched. */
    private static final int MOST_PAGES = 1 << 16;

    private WatchedPages() {}

    static List<Watch> locate(List<Watch> watches, Inspector moment, int hart) {
        List<Watch> located = new ArrayList<>();
        watches.forEach(watch -> locate(watch, moment, hart, located));
        return located;
    }

    private static void locate(Watch watch, Inspector moment, int hart, List<Watch> to) {
        long done = 0;
        for (int page = 0; page < MOST_PAGES && done < watch.length(); page++) {
            long address = watch.address() + done;
            long length = Math.min(watch.length() - done, PAGE - (address & PAGE - 1));
            long physical = moment.physical(hart, address);
            if (physical != -1) {
                add(watch.at(address, length, physical), to, done > 0);
            }
            done += length;
        }
    }

    private static void add(Watch piece, List<Watch> to, boolean mayJoin) {
        if (mayJoin && !to.isEmpty()) {
            Watch last = to.get(to.size() - 1);
            if (last.address() + last.length() == piece.address()
                    && last.physical() + last.length() == piece.physical()) {
                long both = last.length() + piece.length();
                to.set(to.size() - 1, last.at(last.address(), both, last.physical()));
                return;
            }
        }
        to.add(piece);
    }
}
