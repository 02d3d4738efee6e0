package dev.skbtrail.recorder.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Tests every line of the table with records of random bytes. */
class EventDecoderTest {
    private static final int CLOCK_OFFSET = 1000;

    /** Columns that show more than the member alone. */
    private static final List<String> COMPUTED = List.of("ts", "verdict", "lost", "lost_cause");

    private final NameTable names = new NameTable();
    private final EventDecoder decoder = new EventDecoder(CLOCK_OFFSET, new int[256], names);
    private final ColumnBatch batch = EventDecoder.newBatch(64);
    private final ByteBuffer event =
            ByteBuffer.allocate(EventDecoder.RECORD).order(ByteOrder.nativeOrder());

    @Test
    void putsEveryMemberWhereItsColumnLooks() {
        for (String struct : structs()) {
            long bits = EventTable.bitsOf(struct);
            boolean detail = !List.of("event", "tunnel").contains(struct);
            fill(detail ? Present.DETAIL : bits & ~Present.VERDICT, detail ? bits : 0);
            int row = batch.size();
            decoder.decode(event, 0, batch);
            for (EventTable.Line line : EventTable.LINES) {
                if (line.member().startsWith(struct + ".") && !COMPUTED.contains(line.column())) {
                    ColumnSource source = source(line.column());
                    assertTrue(source.isIn(batch, row), line.column());
                    assertEquals(inEvent(line), inBatch(source, line, row), line.column());
                }
            }
        }
    }

    @Test
    void addsTheClockOffset() {
        fill(0, 0);
        decoder.decode(event, 0, batch);
        long ts = event.getLong(KernelLayout.offset("event.ts"));
        assertEquals(ts + CLOCK_OFFSET, batch.longs[BatchLayout.TS][0]);
    }

    /** The values of an earlier row must not show. */
    @Test
    void knowsNoDetailOfAPlainEvent() {
        fill(Present.DETAIL, -1);
        decoder.decode(event, 0, batch);
        batch.clear();
        fill(Present.PACKET, -1);
        decoder.decode(event, 0, batch);
        assertEquals(0, batch.detail[0]);
        assertEquals(Present.PACKET, batch.present[0]);
    }

    /** A bit of one column must not stand for another one. */
    @Test
    void hasABitForEachNameInTheTable() {
        Map<String, Long> bits = new HashMap<>();
        for (EventTable.Line line : EventTable.LINES) {
            String word = line.isInDetail() ? "DETAIL_" : "HAS_";
            line.presence().forEach(name -> bits.put(word + name, KernelLayout.bit(word + name)));
        }
        bits.put("HAS_DETAIL", Present.DETAIL);
        for (int i = 0; i < BatchLayout.FIELDS; i++) {
            assertEquals(Present.FIELD_0 << i, KernelLayout.bit("HAS_FIELD_" + i));
            bits.put("HAS_FIELD_" + i, Present.FIELD_0 << i);
        }
        Map<Boolean, List<Long>> words =
                bits.entrySet().stream()
                        .collect(
                                Collectors.partitioningBy(
                                        bit -> bit.getKey().startsWith("DETAIL_"),
                                        Collectors.mapping(
                                                Map.Entry::getValue, Collectors.toList())));
        words.values().forEach(word -> assertEquals(word.size(), word.stream().distinct().count()));
    }

    /** For a caller that runs this with another table. */
    static List<String> columns() {
        return EventTable.LINES.stream().map(EventTable.Line::column).toList();
    }

    private static List<String> structs() {
        return EventTable.LINES.stream()
                .filter(line -> line.storage() == null)
                .map(line -> line.member().substring(0, line.member().indexOf('.')))
                .distinct()
                .toList();
    }

    private void fill(long present, long detail) {
        byte[] random = new byte[EventDecoder.RECORD];
        new Random(42).nextBytes(random);
        event.put(0, random);
        event.putLong(EventDecoder.PRESENT, present);
        event.putLong(EventDecoder.DETAIL_PRESENT, detail);
    }

    private ColumnSource source(String column) {
        TraceNames none = new TraceNames(null, null, null, null, null, null, null, null, names);
        return EventColumns.of(none, List.of()).stream()
                .filter(source -> source.column().equals(column))
                .findFirst()
                .orElseThrow();
    }

    /** The bytes of the member as hexadecimal digits, highest first, as in a number. */
    private String inEvent(EventTable.Line line) {
        KernelLayout.Member member = KernelLayout.member(line.member());
        String struct = line.member().substring(0, line.member().indexOf('.'));
        int at =
                member.offset()
                        + switch (struct) {
                            case "event" -> 0;
                            case "tunnel" -> KernelLayout.offset("record.tunnel");
                            default -> EventDecoder.DETAIL_PRESENT + Long.BYTES;
                        };
        StringBuilder text = new StringBuilder();
        boolean isNumber = member.size() <= Long.BYTES && member.size() != 6;
        for (int i = 0; i < member.size(); i++) {
            String digits = String.format("%02x", event.get(at + i));
            text.insert(isNumber ? 0 : text.length(), digits);
        }
        return text.toString();
    }

    private String inBatch(ColumnSource source, EventTable.Line line, int row) {
        int digits = 2 * KernelLayout.member(line.member()).size();
        int index = source.index();
        if (line.shown().equals("numbered name")) {
            return names.code(event, offsetOfName(line)) == batch.ints[index][row]
                    ? inEvent(line)
                    : "another name";
        }
        String text =
                switch (source.storage()) {
                    case INT -> String.format("%016x", (long) batch.ints[index][row]);
                    case LONG -> String.format("%016x", batch.longs[index][row]);
                    case WIDE ->
                            String.format(
                                    "%016x%016x",
                                    batch.wideHigh[index][row], batch.wideLow[index][row]);
                };
        // For a netfilter hook, the family is in the upper digits.
        return text.substring(text.length() - digits);
    }

    private static int offsetOfName(EventTable.Line line) {
        return EventDecoder.DETAIL_PRESENT + Long.BYTES + KernelLayout.offset(line.member());
    }
}
