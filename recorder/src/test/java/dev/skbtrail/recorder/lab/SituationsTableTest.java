package dev.skbtrail.recorder.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/**
 * The table in {@code docs/situations.md} matches {@code situations-expected.csv}. {@code
 * -Dgolden.update} rewrites it.
 */
class SituationsTableTest {
    private static final Path EXPECTED =
            Repository.file("recorder/src/test/lab/situations-expected.csv");
    private static final Path DOCUMENT = Repository.file("recorder/docs/situations.md");
    private static final Path RULES = Repository.file("queries/rules");
    private static final String BEGIN = "| situation |";

    private static final String FOUND =
            "CREATE MACRO found(texts) AS coalesce(array_to_string(list_sort(list_distinct(texts)), ', '), '-')";

    private static final String ROWS =
            """
            WITH
                rule AS (SELECT parse_filename(file, true) AS rule FROM glob('%s/*/*.sql')),
                row AS (
                    SELECT
                        situation, unnest(string_split(kernels, '|')) AS kernel, class,
                        regexp_replace(explain, 'netfilter-\\(rule( Rule)?\\|drop',
                            'netfilter-rule|netfilter-drop') AS explain
                    FROM read_csv('%s', all_varchar := true)
                ),
                told AS (
                    SELECT
                        situation, kernel,
                        CASE
                            WHEN explain IS NOT NULL
                            THEN (
                                SELECT string_agg('`' || rule || '`', ' or ' ORDER BY
                                    regexp_extract(explain, '^(.*?)\\b' || rule || '\\b', 1).length())
                                FROM rule
                                WHERE regexp_matches(explain, '[\\^(|]' || rule || '\\b'))
                            ELSE coalesce(class, 'not seen')
                        END AS found
                    FROM row
                )
            SELECT
                '| ' || array_to_string(
                    [
                        situation,
                        found(list(found) FILTER (kernel = '5.10')),
                        found(list(found) FILTER (kernel = '6.1')),
                        found(list(found) FILTER (kernel = '6.12')),
                        found(list(found) FILTER (kernel = 'newest')),
                        found(list(found) FILTER (kernel = 'restricted'))
                    ],
                    ' | ') || ' |'
            FROM told
            GROUP BY situation
            ORDER BY situation
            """;

    @Test
    void saysWhatIsExpected() throws IOException, SQLException {
        String document = Files.readString(DOCUMENT);
        int head = document.indexOf('\n', document.indexOf('\n', document.indexOf(BEGIN)) + 1) + 1;
        String wanted = document.substring(0, head) + rows();
        if (System.getProperty("golden.update") != null) {
            Files.writeString(DOCUMENT, wanted);
        }
        assertEquals(wanted, Files.readString(DOCUMENT));
    }

    private static String rows() throws SQLException {
        StringBuilder rows = new StringBuilder();
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = database.createStatement()) {
            statement.execute(FOUND);
            try (ResultSet result = statement.executeQuery(ROWS.formatted(RULES, EXPECTED))) {
                while (result.next()) {
                    rows.append(result.getString(1)).append('\n');
                }
            }
        }
        return rows.toString();
    }
}
