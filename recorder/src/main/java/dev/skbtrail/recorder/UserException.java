package dev.skbtrail.recorder;

/**
 * The machine or the data stands in the way, not our code: shown to the user as one line, exit code
 * 1, no stack trace. The message is one sentence or two and names the fix.
 */
public final class UserException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UserException(String message) {
        super(message);
    }

    public UserException(String message, Throwable cause) {
        super(message, cause);
    }
}
