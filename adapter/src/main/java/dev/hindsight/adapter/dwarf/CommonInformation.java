package dev.hindsight.adapter.dwarf;

/** A common information entry: what the frame descriptions of many functions share [DWARF5 6.4.1]. */
record CommonInformation(
        int addressSize,
        long codeAlignment,
        long dataAlignment,
        int returnAddress,
        int pointerEncoding,
        boolean hasAugmentation,
        boolean signalFrame,
        Cursor instructions) {

    /** Reads behind length and id; {@code ehFrame} chooses between the two dialects [LSB Core, Exception Frames]. */
    static CommonInformation read(Cursor cursor, boolean ehFrame, int programAddressSize) {
        int version = cursor.u8();
        if (version != 1 && version != 3 && version != 4) {
            throw cursor.fail("call frame version %d is not supported".formatted(version));
        }
        String augmentation = cursor.string();
        int addressSize = programAddressSize;
        if (version == 4 && !ehFrame) {
            addressSize = cursor.u8();
            cursor.skip(1); // segment selectors: RISC-V has none
        }
        long codeAlignment = cursor.uleb();
        long dataAlignment = cursor.sleb();
        int returnAddress = version == 1 ? cursor.u8() : cursor.ulebInt();
        int encoding = PointerEncoding.ABSOLUTE;
        boolean hasData = augmentation.startsWith("z");
        if (hasData) {
            Cursor data = cursor.take(cursor.uleb());
            encoding = augmentationData(augmentation, data, addressSize);
        } else if (!augmentation.isEmpty() && !augmentation.equals("S")) { // as the GNU assembler marks signal frames
            throw cursor.fail("the augmentation \"%s\" is unknown".formatted(augmentation));
        }
        return new CommonInformation(
                addressSize,
                codeAlignment,
                dataAlignment,
                returnAddress,
                encoding,
                hasData,
                augmentation.contains("S"),
                cursor);
    }

    /** The encoding of pointers to code, among the data that the letters of an augmentation announce. */
    private static int augmentationData(String letters, Cursor data, int addressSize) {
        int encoding = PointerEncoding.ABSOLUTE;
        for (char letter : letters.substring(1).toCharArray()) {
            switch (letter) {
                case 'R' -> encoding = data.u8();
                case 'L' -> data.skip(1);
                case 'P' -> PointerEncoding.read(data, data.u8(), addressSize, 0);
                default -> {} // S and B carry no data, and what is unknown comes last
            }
        }
        return encoding;
    }
}
