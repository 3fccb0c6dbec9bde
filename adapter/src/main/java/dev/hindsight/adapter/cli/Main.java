package dev.hindsight.adapter.cli;

/** The entry point of the {@code hindsight} command. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(2);
    }
}
