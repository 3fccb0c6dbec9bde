package dev.hindsight.adapter.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** What {@code hindsight --version} prints: one line. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("(not from a jar)");
        return new String[] {
            "hindsight " + version + ", Java " + Runtime.version().feature()
        };
    }
}
