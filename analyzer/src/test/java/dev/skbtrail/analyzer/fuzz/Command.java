package dev.skbtrail.analyzer.fuzz;

import java.nio.file.Path;
import java.util.List;

/** What is run on a file. */
interface Command {
    /**
     * As on the command line.
     *
     * @param trace the file
     * @param written where a result goes that is a file
     */
    List<String> words(Path trace, Path written);

    /** What is read from standard input. */
    default String input() {
        return "";
    }

    /** What it writes beside what it prints. */
    default Product product() {
        return Product.NONE;
    }

    /** What has to be right about a file that was written: a command, or nothing. */
    default List<String> proof(Path written) {
        return List.of();
    }

    /** The commands that it is made of; itself where it is one. */
    default List<? extends Command> parts() {
        return List.of(this);
    }

    /** Is the same said of the same file each time? */
    default boolean isTheSameEachTime() {
        return true;
    }
}
