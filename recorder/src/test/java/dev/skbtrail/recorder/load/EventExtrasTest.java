package dev.skbtrail.recorder.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.skbtrail.recorder.event.LossCause;
import dev.skbtrail.recorder.kernel.KernelField;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The recorder's offsets in struct extras match the compiler's. */
class EventExtrasTest {
    private static final Map<String, Integer> OFFSETS = new HashMap<>();
    private static final Map<String, Integer> SIZES = new HashMap<>();
    private static final KernelField FIELD =
            new KernelField("a", "skb->a", true, List.of(24, 8, 700), 2, 3, 9, true);

    @BeforeAll
    static void readLayout() throws IOException {
        Path layout =
                Path.of(System.getProperty("skbtrail.root", ".."), "bpf/.output/events.layout");
        for (String line : Files.readAllLines(layout)) {
            String[] parts = line.split(" ");
            OFFSETS.put(parts[0], Integer.parseInt(parts[1]));
            SIZES.put(parts[0], Integer.parseInt(parts[2]));
        }
    }

    @Test
    void standsInTheConfigurationWhereItIsRead() {
        assertEquals(OFFSETS.get("config.cpus"), KernelSide.FILTER_BYTES);
        assertEquals(OFFSETS.get("config.selection"), KernelSide.SELECTION);
        assertEquals(OFFSETS.get("config.extras"), KernelSide.EXTRAS);
        assertEquals(SIZES.get("config.extras"), EventExtras.SIZE);
        assertEquals(KernelSide.EXTRAS + EventExtras.SIZE, KernelSide.PCAP_REACH);
        assertEquals(SIZES.get("counters.lost"), Long.BYTES * LossCause.IN_KERNEL);
    }

    @Test
    void writesEveryMember() {
        ByteBuffer out = ByteBuffer.allocate(EventExtras.SIZE).order(ByteOrder.nativeOrder());
        new EventExtras(StackMode.ALL, List.of(FIELD, FIELD)).write(out, 0);
        assertEquals(2, out.getInt(OFFSETS.get("extras.stacks")));
        assertEquals(2, out.getInt(OFFSETS.get("extras.fields")));
        assertEquals(KernelField.SIZE, SIZES.get("extras.field") / EventExtras.FIELDS);
        int second = OFFSETS.get("extras.field") + KernelField.SIZE;
        int offsets = second + OFFSETS.get("field.offset");
        assertEquals(24, out.getInt(offsets));
        assertEquals(8, out.getInt(offsets + 4));
        assertEquals(700, out.getInt(offsets + 8));
        assertEquals(1, out.get(second + OFFSETS.get("field.root")));
        assertEquals(2, out.get(second + OFFSETS.get("field.pointers")));
        assertEquals(2, out.get(second + OFFSETS.get("field.size")));
        assertEquals(3, out.get(second + OFFSETS.get("field.shift")));
        assertEquals(9, out.get(second + OFFSETS.get("field.bits")));
        assertEquals(1, out.get(second + OFFSETS.get("field.is_signed")));
    }

    @Test
    void hasRoomForNoMoreThanTheKernelPrograms() {
        List<KernelField> five = Collections.nCopies(5, FIELD);
        assertThrows(IllegalArgumentException.class, () -> new EventExtras(StackMode.NONE, five));
    }
}
