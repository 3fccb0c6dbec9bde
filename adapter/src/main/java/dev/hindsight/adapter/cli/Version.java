package dev.hindsight.adapter.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.jar.Manifest;
import picocli.CommandLine.IVersionProvider;

/** What {@code hindsight --version} prints: one line. */
final class Version implements IVersionProvider {
    private static final String UNKNOWN = "(not from a jar)";

    @Override
    public String[] getVersion() {
        return new String[] {
            "hindsight " + number() + ", Java " + Runtime.version().feature()
        };
    }

    static String number() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse(UNKNOWN);
    }

    /** The library's own manifest does not outlive its way into our jar: ours names it. */
    static String ofLsp4j() {
        try (InputStream stream = Version.class.getResourceAsStream("/META-INF/MANIFEST.MF")) {
            return stream == null
                    ? UNKNOWN
                    : Optional.ofNullable(
                                    new Manifest(stream).getMainAttributes().getValue("LSP4J-Version"))
                            .orElse(UNKNOWN);
        } catch (IOException e) {
            return UNKNOWN;
        }
    }
}
