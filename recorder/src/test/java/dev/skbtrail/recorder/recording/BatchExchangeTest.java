package dev.skbtrail.recorder.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.skbtrail.recorder.event.ColumnBatch;
import dev.skbtrail.recorder.event.EventDecoder;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BatchExchangeTest {
    private final AtomicInteger made = new AtomicInteger();
    private final BatchExchange exchange =
            new BatchExchange(
                    3,
                    1,
                    rows -> {
                        made.incrementAndGet();
                        return EventDecoder.newBatch(rows);
                    });

    @Test
    void makesABatchOnlyWhenNoneIsFree() {
        ColumnBatch first = exchange.pollFree();
        exchange.recycle(first);
        assertSame(first, exchange.pollFree());
        assertEquals(1, made.get());
    }

    @Test
    void makesNoMoreThanItMay() {
        for (int i = 0; i < 3; i++) {
            assertNotNull(exchange.pollFree());
        }
        assertNull(exchange.pollFree());
        assertEquals(3, made.get());
    }
}
