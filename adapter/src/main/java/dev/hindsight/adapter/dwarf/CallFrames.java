package dev.hindsight.adapter.dwarf;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One section of call frame information, .debug_frame or .eh_frame: functions by address [DWARF5 6.4]. */
public final class CallFrames {
    private final String section;
    private final boolean ehFrame;
    private final int addressSize;
    private final long sectionAddress;
    private final Map<Integer, CommonInformation> commons = new HashMap<>();
    private final TreeMap<Long, FrameDescription> byStart = new TreeMap<>(Long::compareUnsigned);
    private Optional<DwarfException> damage = Optional.empty();

    /** Reads the heads of all entries; entries before damage stay usable. */
    public CallFrames(Sections sections, String section, int addressSize, long sectionAddress) {
        this.section = section;
        this.ehFrame = section.equals(".eh_frame");
        this.addressSize = addressSize;
        this.sectionAddress = sectionAddress;
        try {
            if (sections.has(section)) {
                read(sections.at(section, 0));
            }
        } catch (DwarfException e) {
            damage = Optional.of(e);
        }
    }

    /** What ended the reading before the end of the section. */
    public Optional<DwarfException> damage() {
        return damage;
    }

    private void read(Cursor cursor) {
        Cursor whole = cursor.at(0);
        while (cursor.hasMore()) {
            int start = cursor.position();
            long length = cursor.u32();
            boolean is64 = length == 0xFFFF_FFFFL;
            Cursor entry = cursor.take(is64 ? cursor.u64() : length);
            if (length == 0) {
                continue; // the terminator of .eh_frame, or padding
            }
            int idPosition = entry.position();
            long id = is64 ? entry.u64() : entry.u32();
            if (isCommon(id, is64)) {
                common(start, entry);
            } else {
                describe(entry, ehFrame ? idPosition - id : id, whole);
            }
        }
    }

    private boolean isCommon(long id, boolean is64) {
        return id == (ehFrame ? 0 : is64 ? -1L : 0xFFFF_FFFFL);
    }

    private CommonInformation common(int offset, Cursor entry) {
        CommonInformation read = CommonInformation.read(entry, ehFrame, addressSize);
        commons.put(offset, read);
        return read;
    }

    private void describe(Cursor entry, long commonOffset, Cursor whole) {
        CommonInformation common = commons.get((int) commonOffset);
        if (common == null) {
            common = forward(commonOffset, whole);
        }
        int encoding = common.pointerEncoding();
        long start = PointerEncoding.read(entry, encoding, common.addressSize(), sectionAddress);
        long length = PointerEncoding.read(entry, encoding & 0x0F, common.addressSize(), 0);
        if (common.hasAugmentation()) {
            entry.skip(entry.uleb());
        }
        byStart.put(start, new FrameDescription(new Range(start, start + length), common, entry));
    }

    /** An entry may refer to a common one that comes later. */
    private CommonInformation forward(long offset, Cursor whole) {
        Cursor cursor = whole.at(offset);
        long length = cursor.u32();
        boolean is64 = length == 0xFFFF_FFFFL;
        Cursor entry = cursor.take(is64 ? cursor.u64() : length);
        if (!isCommon(is64 ? entry.u64() : entry.u32(), is64)) {
            throw new DwarfException(
                    section, offset, "a frame description does not refer to a common information entry");
        }
        return common((int) offset, entry);
    }

    /** The rules at an address; empty if no function here is described. */
    public Optional<CallFrameRow> rowAt(long pc) {
        Map.Entry<Long, FrameDescription> candidate = byStart.floorEntry(pc);
        return candidate == null || !candidate.getValue().range().contains(pc)
                ? Optional.empty()
                : Optional.of(CallFrameProgram.rowAt(candidate.getValue(), pc));
    }
}
