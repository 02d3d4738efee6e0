package dev.skbtrail.recorder.trigger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.recorder.trigger.Trigger.Kind;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TriggerTextTest {
    private static Trigger parse(String text) {
        return TriggerText.parse(text, time -> Duration.parse("PT" + time));
    }

    @ParameterizedTest
    @CsvSource({
        "drop, DROP, '', 1",
        "drop=NO_SOCKET, DROP, NO_SOCKET, 1",
        "drop=nf_hook_slow, DROP, nf_hook_slow, 1",
        "drop=NETFILTER_DROP:100/s, DROP, NETFILTER_DROP, 100",
        "drop:5/s, DROP, '', 5",
        "reset, RESET, '', 1",
        "retransmit:100/s, RETRANSMIT, '', 100"
    })
    void countsWhatItNames(String text, Kind kind, String name, int perSecond) {
        assertEquals(new Trigger(text, kind, name, perSecond), parse(text));
    }

    @Test
    void takesATimeOrAFile() {
        assertEquals(Duration.ofSeconds(2), parse("slower=2s").slower());
        assertEquals(Path.of("/run/a:b=c"), parse("file=/run/a:b=c").file());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "drops", "drop=", "drop=a b;", "reset=10/s", "file=", "slower", "DROP"})
    void refusesAnythingElse(String text) {
        String said = assertThrows(IllegalArgumentException.class, () -> parse(text)).getMessage();
        assertTrue(said.startsWith("'--trigger " + text + "' is not a trigger"), said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop:", "drop:0/s", "reset:10", "drop=X:10/m"})
    void refusesAWrongRate(String text) {
        String said = assertThrows(IllegalArgumentException.class, () -> parse(text)).getMessage();
        assertEquals("'--trigger " + text + "' has a wrong rate: write it like 100/s", said);
    }
}
