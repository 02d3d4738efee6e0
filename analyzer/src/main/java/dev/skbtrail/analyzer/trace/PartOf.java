package dev.skbtrail.analyzer.trace;

import dev.skbtrail.analyzer.Resources;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/**
 * Which part of which recording a file is, as the recorder's {@code --rotate} numbers them ({@code
 * skbtrail.part}). A footer is untrusted: one that says anything else is that of an ordinary trace.
 *
 * @param recording the same text in all parts; empty for a file that is not read together with
 *     others
 * @param number from 1
 */
record PartOf(String recording, int number) {
    /** A trace of its own, from its beginning. */
    static final PartOf NONE = new PartOf("", 1);

    private static final String PART = "skbtrail.part";

    /** A bundle is a trace of its own, but remembers that packets may have begun before it. */
    private static final String BUNDLE = "skbtrail.bundle";

    private static final String QUERY = Resources.read("part.sql");

    /**
     * @param metadata the footer, by key
     */
    static PartOf of(Connection connection, Map<String, String> metadata) throws SQLException {
        String key = metadata.containsKey(PART) ? PART : BUNDLE;
        String value = metadata.get(key);
        if (value == null) {
            return NONE;
        }
        try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
            statement.setString(1, value);
            try (ResultSet said = statement.executeQuery()) {
                said.next();
                return key.equals(PART)
                        ? valid(said.getString(1), said.getInt(2))
                        : valid("", said.getInt(3));
            }
        }
    }

    /** A number that is absent or too large is read as 0. */
    private static PartOf valid(String recording, int number) {
        return recording == null || number < 1 ? NONE : new PartOf(recording, number);
    }

    /** Whether it is read together with the other parts of its recording. */
    boolean isPart() {
        return !recording.isEmpty();
    }
}
