package dev.skbtrail.analyzer.cli;

import dev.skbtrail.analyzer.UserException;
import dev.skbtrail.analyzer.render.Terminal;
import dev.skbtrail.analyzer.trace.TraceDatabase;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The program {@code skbtrail}. */
public final class Main {
    private static final int BUFFER = 1 << 16;

    private Main() {}

    /** Runs one command on the process's own streams and ends the process with its exit code. */
    public static void main(String[] args) {
        if (args.length > 1) {
            TraceDatabase.warmUp();
        }
        PrintStream out = utf8(FileDescriptor.out, false);
        PrintStream err = utf8(FileDescriptor.err, true);
        int exitCode = run(args, terminal(out, err));
        out.flush();
        System.exit(exitCode);
    }

    /**
     * Runs one command.
     *
     * @return 0 done, 1 the data or the machine is at fault, 2 the command line is
     */
    static int run(String[] args, Terminal terminal) {
        try {
            return CommandTree.create(args, terminal).execute(args);
        } catch (UserException e) {
            // Of one's own reports; what a command throws has been handled.
            terminal.err().println("skbtrail: " + e.getMessage());
            return e.blame().exitCode();
        }
    }

    /** UTF-8 whatever the locale says: traces and our own text are. */
    private static PrintStream utf8(FileDescriptor descriptor, boolean flush) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor), BUFFER),
                flush,
                StandardCharsets.UTF_8);
    }

    /** bin/skbtrail sets the property to the width of the terminal, when standard output is one. */
    private static Terminal terminal(PrintStream out, PrintStream err) {
        Integer columns = Integer.getInteger("skbtrail.columns");
        if (columns == null || columns <= 0) {
            return Terminal.plain(out, err);
        }
        String noColor = System.getenv("NO_COLOR");
        return new Terminal(out, err, columns, noColor == null || noColor.isEmpty());
    }
}
