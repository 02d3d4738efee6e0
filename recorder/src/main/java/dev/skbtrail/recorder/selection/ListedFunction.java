package dev.skbtrail.recorder.selection;

/**
 * A function that a file names: this kernel may or may not have it.
 *
 * @param group where the file puts it
 * @param name of the function
 * @param position of its packet among the arguments, from 0; {@link #UNKNOWN}: the file does not
 *     say
 */
public record ListedFunction(String group, String name, int position) {
    public static final int UNKNOWN = -1;
}
