package dev.skbtrail.recorder;

/** The data or the machine stands in the way: one line that says what is wrong and how to go on. */
public final class UserException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UserException(String message) {
        super(message);
    }
}
