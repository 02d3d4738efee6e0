package dev.skbtrail.recorder.cli;

import dev.skbtrail.recorder.Build;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
public final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            CommandTree.NAME + " " + Build.version(),
            "commit " + Build.commit() + ", kernel programs " + Build.kernelPrograms()
        };
    }
}
