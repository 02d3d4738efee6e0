package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.Resources;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class ProgramVersion implements IVersionProvider {
    /** The program and its version. */
    static String name() {
        String version = ProgramVersion.class.getPackage().getImplementationVersion();
        return "skbtrail " + (version == null ? "(not from a jar)" : version);
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            name(),
            "commit " + Resources.commit(),
            "reads traces of schema 1 to " + Resources.read("schema/VERSION").strip()
        };
    }
}
