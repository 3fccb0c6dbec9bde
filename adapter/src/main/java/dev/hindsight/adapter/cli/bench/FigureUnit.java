package dev.hindsight.adapter.cli.bench;

/** What a figure counts. */
enum FigureUnit {
    SPEED("million steps/s"),
    TIME("ms"),
    SIZE("bytes"),
    SIZE_PER_STEPS("bytes per million steps"),
    STEPS("steps"),
    RATE("MB/s"),
    RATIO("times");

    private final String text;

    FigureUnit(String text) {
        this.text = text;
    }

    boolean moreIsBetter() {
        return this == SPEED || this == RATE;
    }

    @Override
    public String toString() {
        return text;
    }
}
