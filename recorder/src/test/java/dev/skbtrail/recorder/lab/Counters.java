package dev.skbtrail.recorder.lab;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** The counters of other programs, as they print them. */
final class Counters {
    private Counters() {}

    /** Turns the output of {@code nft -j list counters} into a view: family, name, packets. */
    static void ofNftables(Trace trace, String view, List<Path> files) throws SQLException {
        String names =
                files.stream().map(file -> "'" + file + "'").collect(Collectors.joining(", "));
        trace.run(
                """
                CREATE OR REPLACE VIEW %s AS
                SELECT item.counter.family AS family, item.counter.name AS name,
                       item.counter.packets AS packets
                FROM (SELECT unnest(nftables) AS item FROM read_json([%s], columns = {nftables:
                    'STRUCT(counter STRUCT(family VARCHAR, name VARCHAR, packets BIGINT))[]'}))
                WHERE item.counter IS NOT NULL
                """
                        .formatted(view, names));
    }
}
