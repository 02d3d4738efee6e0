package dev.skbtrail.analyzer;

/** An error in the data, the machine or the command line: one line for the user, no stack trace. */
public final class UserException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Blame blame;

    private UserException(Blame blame, String message) {
        super(message);
        this.blame = blame;
    }

    /** The file or the machine is at fault; the message names the fix. */
    public static UserException data(String message) {
        return new UserException(Blame.DATA, message);
    }

    /** The command line is at fault; the message names the fix. */
    public static UserException usage(String message) {
        return new UserException(Blame.USAGE, message);
    }

    public Blame blame() {
        return blame;
    }

    /** What caused the error; this decides the exit code. */
    public enum Blame {
        DATA(1),
        USAGE(2);

        private final int exitCode;

        Blame(int exitCode) {
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }
    }
}
