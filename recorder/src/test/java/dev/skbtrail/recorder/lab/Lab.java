package dev.skbtrail.recorder.lab;

import java.util.List;

/**
 * How much is recorded in the emulator. By default each kernel records only what no other kernel
 * shows; with {@code -Dfull} every kernel records everything, and the tests tagged {@link #FULL}
 * run too.
 */
final class Lab {
    /** Tag of tests that need a recording that the default run does not make. */
    static final String FULL = "full";

    private Lab() {}

    static boolean isFull() {
        return System.getProperty("full") != null;
    }

    /** The last argument of a program of the lab that records more in a full run. */
    static String[] argument() {
        return isFull() ? new String[] {FULL} : new String[0];
    }

    /** The first of them is always recorded, the others in a full run. */
    static List<String> recorded(List<String> names) {
        return isFull() ? names : names.subList(0, 1);
    }
}
