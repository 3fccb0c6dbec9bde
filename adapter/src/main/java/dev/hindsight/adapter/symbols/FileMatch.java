package dev.hindsight.adapter.symbols;

import java.util.Collection;
import java.util.List;

/** Finds the files that a path of the user's machine may mean: those that share the most folders with it, from the end. */
final class FileMatch {
    private FileMatch() {}

    static List<String> best(String wanted, Collection<String> files) {
        String[] parts = parts(wanted);
        int most = files.stream()
                .mapToInt(file -> common(parts, parts(file)))
                .max()
                .orElse(0);
        return most == 0
                ? List.of()
                : files.stream()
                        .filter(file -> common(parts, parts(file)) == most)
                        .toList();
    }

    private static String[] parts(String path) {
        return path.replace('\\', '/').replaceAll("/(\\./)+", "/").split("/");
    }

    private static int common(String[] one, String[] other) {
        int count = 0;
        while (count < one.length
                && count < other.length
                && one[one.length - 1 - count].equals(other[other.length - 1 - count])) {
            count++;
        }
        return count;
    }
}
