package dev.skbtrail.recorder.selection;

/**
 * A function that a file lists; this kernel may or may not have it.
 *
 * @param group the function's group in the file
 * @param name of the function
 * @param position of its packet among the arguments, from 0; {@link #UNKNOWN}: the file does not
 *     say
 */
public record ListedFunction(String group, String name, int position) {
    public static final int UNKNOWN = -1;
}
