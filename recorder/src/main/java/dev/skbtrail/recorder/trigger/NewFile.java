package dev.skbtrail.recorder.trigger;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** A file that appears; once it is removed, it may appear again. */
final class NewFile {
    private final Path path;
    private boolean there;

    NewFile(Path path) {
        this.path = path;
        there = exists();
    }

    private boolean exists() {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** Whether it was not there the last time, and is now. */
    boolean hasAppeared() {
        boolean before = there;
        there = exists();
        return there && !before;
    }
}
