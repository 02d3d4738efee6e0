package dev.skbtrail.recorder;

/**
 * An error caused by the machine or the data, not by our code: shown to the user as one line, exit
 * code 1, no stack trace. The message is one sentence or two and names the fix.
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
