package dev.skbtrail.analyzer.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    </script><script>x()</script>|"\\u003c/script\\u003e\\u003cscript\\u003ex()\\u003c/script\\u003e"
                    <!-- <script>|"\\u003c!-- \\u003cscript\\u003e"
                    &lt;b&gt;|"\\u0026lt;b\\u0026gt;"
                    a"b\\c|"a\\"b\\\\c"
                    {{library}}|"{{library}}"
                    """)
    void endsNoElement(String hostile, String json) {
        assertEquals(json, Json.of(hostile));
    }

    @Test
    void hidesNothingAndTurnsNothing() {
        assertEquals("\"a\\u2028b\\u2029c\"", Json.of("a\u2028b\u2029c"));
        assertEquals("\"\\u0000\\u001b\\u000a\\u202e\"", Json.of("\0\u001b\n\u202e"));
        assertEquals("\"\\ud800x\"", Json.of("\ud800x"));
    }

    @Test
    void keepsEveryDigit() {
        assertEquals("9007199254740992", Json.of(9007199254740992L));
        assertEquals("\"9007199254740993\"", Json.of(9007199254740993L));
        assertEquals(
                "\"-170141183460469231731687303715884105728\"",
                Json.of(BigInteger.TWO.pow(127).negate()));
        assertEquals("[0.5,\"NaN\",\"Infinity\"]", Json.of(List.of(0.5, Double.NaN, 1 / 0.0)));
    }

    @Test
    void nests() {
        assertEquals(
                "{\"\\u003ca\":[null,true,{}]}",
                Json.of(Map.of("<a", Arrays.asList(null, true, Map.of()))));
    }
}
