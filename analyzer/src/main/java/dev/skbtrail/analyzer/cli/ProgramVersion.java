package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.Resources;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class ProgramVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = ProgramVersion.class.getPackage().getImplementationVersion();
        return new String[] {
            "skbtrail " + (version == null ? "(not from a jar)" : version),
            "reads traces of schema 1 to " + Resources.read("schema/VERSION").strip()
        };
    }
}
