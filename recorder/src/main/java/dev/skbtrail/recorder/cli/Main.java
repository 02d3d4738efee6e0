package dev.skbtrail.recorder.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The program {@code skbtrail-record}. */
public final class Main {
    private Main() {}

    /** Runs one command on the standard streams and ends the process with its exit code. */
    public static void main(String[] args) {
        // A locale may use its own digits, which other programs cannot read.
        Locale.setDefault(Locale.ROOT);
        System.exit(run(args, utf8(FileDescriptor.out), utf8(FileDescriptor.err)));
    }

    /**
     * Runs one command.
     *
     * @return 0: done, 1: the data or the machine is at fault, 2: the command line is
     */
    static int run(String[] args, PrintStream out, PrintStream err) {
        return CommandTree.create(out, err).execute(args);
    }

    /** UTF-8 in every locale: names of interfaces and commands may contain anything. */
    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
