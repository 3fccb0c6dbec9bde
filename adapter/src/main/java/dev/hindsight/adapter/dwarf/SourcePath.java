package dev.hindsight.adapter.dwarf;

import java.util.ArrayDeque;

/** Joins the parts of file names as compilers leave them: text, for the files may be another machine's. */
final class SourcePath {
    private SourcePath() {}

    static String join(String folder, String name) {
        return isAbsolute(name) || folder.isEmpty() ? normal(name) : normal(folder + "/" + name);
    }

    private static boolean isAbsolute(String name) {
        return name.startsWith("/") || name.startsWith("\\") || name.matches("[A-Za-z]:[/\\\\].*");
    }

    /** Without ".", without "..", without doubled slashes. */
    private static String normal(String path) {
        var parts = new ArrayDeque<String>();
        for (String part : path.split("/")) {
            if (part.equals("..") && !parts.isEmpty() && !parts.peekLast().equals("..")) {
                parts.removeLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return (path.startsWith("/") ? "/" : "") + String.join("/", parts);
    }
}
