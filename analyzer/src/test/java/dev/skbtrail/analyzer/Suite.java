package dev.skbtrail.analyzer;

/** How much the tests do. */
public final class Suite {
    private Suite() {}

    /** With -Dfull they run on everything there is, else on a part that is the same each time. */
    public static boolean isFull() {
        return System.getProperty("full") != null;
    }
}
