package dev.skbtrail.recorder.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class NameTableTest {
    private final NameTable names = new NameTable();

    @Test
    void givesOneNumberToOneName() {
        int filter = names.code(padded("filter"), 0);
        int nat = names.code(padded("nat"), 0);

        assertNotEquals(filter, nat);
        assertEquals(filter, names.code(padded("filter"), 0));
        assertEquals("filter", names.text(filter));
        assertEquals("nat", names.text(nat));
    }

    @Test
    void saysSoWhenThereAreTooMany() {
        int last = 0;
        for (int i = 0; i < 20_000; i++) {
            last = names.code(padded("chain" + i), 0);
        }
        assertEquals("(too many names)", names.text(last));
        assertEquals("chain7", names.text(names.code(padded("chain7"), 0)));
    }

    private static ByteBuffer padded(String name) {
        return ByteBuffer.allocate(32).put(0, name.getBytes(StandardCharsets.UTF_8));
    }
}
