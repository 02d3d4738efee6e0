package dev.skbtrail.analyzer.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.skbtrail.analyzer.UserException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "  select",
                "with a as (",
                "FROM drops;",
                "DESCRIBE drops",
                "show tables;",
                "SHOW ALL TABLES",
                "EXPLAIN SELECT 1",
                "explain analyze select 1",
            })
    void knowsSql(String text) {
        assertEquals(true, Sql.is(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "drops",
                "selects",
                "show summary",
                "show 1",
                "show",
                "explain",
                "explain 17",
                "explain --top 3",
                "set where ttl < 5",
            })
    void knowsCommands(String text) {
        assertEquals(false, Sql.is(text));
    }

    @Test
    void endsAtTheSemicolon() {
        assertEquals(Optional.of("SELECT 1"), Sql.statement("SELECT 1;"));
        assertEquals(Optional.of("SELECT 1 "), Sql.statement("SELECT 1 ; -- it's done\n"));
        assertEquals(Optional.of("SELECT 'a;''b' "), Sql.statement("SELECT 'a;''b' ;"));
        for (String text :
                List.of("SELECT 1", "SELECT ';", "SELECT \";", "SELECT 1 -- ;", "SELECT 1 /* ;")) {
            assertEquals(Optional.empty(), Sql.statement(text), text);
        }
    }

    @Test
    void takesQuotedWordsForOne() {
        assertEquals(
                List.of("drops", "--where", "ttl < 5", "--flow=TCP a > b", "it's", ""),
                Words.of("drops --where 'ttl < 5'  --flow=\"TCP a > b\" \"it's\" ''"));
        assertThrows(UserException.class, () -> Words.of("drops 'a"));
        assertEquals("ttl < 5", Words.value(" \"ttl < 5\" "));
        assertEquals("'a' = \"b\"", Words.value("'a' = \"b\""));
    }
}
