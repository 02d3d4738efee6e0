package dev.skbtrail.recorder.snapshot;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Files of /proc that show the network namespace of the reading thread.
 *
 * @param reader how they are read
 */
record ProcSource(Part part, Path path, Reader reader) implements Source {
    /** Reads files in a directory. */
    interface Reader {
        void read(Path directory, Items items) throws IOException;
    }

    @Override
    public String text() {
        return path.toString();
    }

    @Override
    public String read(Items items, Deadline deadline) {
        try {
            reader.read(path, items);
            return null;
        } catch (IOException e) {
            return path + " cannot be read: " + e.getMessage();
        }
    }
}
