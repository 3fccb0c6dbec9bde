package dev.hindsight.adapter.cli.bench;

/** A way to a recorded machine whose moves can be timed. Every method moves it and returns the time in ms. */
interface TimedClient extends AutoCloseable {
    double seek(long step);

    /** One instruction. */
    double stepBack();

    /** To the last run of the instruction at {@code address} before here, or to the start of history. */
    double reverseContinue(long address);

    /** To the last write of any of the bytes before here, or to the start of history. */
    double lastWrite(long address, int length);

    /** What only this door has, measured at the end of history; {@code figures} hears the metric without its prefix. */
    default void measureMore(Landmarks marks, Effort effort, Listener figures) {}

    /** Hears a figure. */
    interface Listener {
        void heard(String metric, FigureUnit unit, double value);
    }

    @Override
    void close();
}
