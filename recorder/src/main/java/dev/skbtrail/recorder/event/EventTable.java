package dev.skbtrail.recorder.event;

import dev.skbtrail.recorder.Resources;
import java.util.List;

/**
 * The columns of a trace and the member of an event that each one shows: the recorder's view of
 * {@code queries/schema/event.csv}. The structs of the BPF programs are generated from the same
 * lines (bpf/event.h).
 */
final class EventTable {
    /** {@code queries/schema/event.csv}, as built into this program. */
    static final List<EventTable.Line> LINES = parse(Resources.text("/schema/event.csv"));

    private static final int MEMBER = 4;
    private static final int PRESENCE = 5;
    private static final int SHOWN = 6;

    /**
     * One column.
     *
     * @param member {@code struct.member}; just the name for a value that the recorder computes
     * @param storage of a value that the recorder computes, else null: the member's size decides
     * @param presence names of bits, one of which indicates a value; empty: there always is a value
     * @param shown which {@link ShownAs} creates its text; empty: it is a number
     */
    record Line(
            String column, String member, Storage storage, List<String> presence, String shown) {
        /** Whether its bits are in detail.present. */
        boolean isInDetail() {
            return storage == null && !member.matches("(event|tunnel)\\..*");
        }

        /** A row has a value when its word has one of these bits. */
        long bits() {
            String word = isInDetail() ? "DETAIL_" : "HAS_";
            return presence.stream()
                    .mapToLong(name -> KernelLayout.bit(word + name))
                    .reduce(0, (a, b) -> a | b);
        }
    }

    private EventTable() {}

    private static List<Line> parse(String csv) {
        return Csv.parse(csv).stream().skip(1).map(EventTable::line).toList();
    }

    /** The bits of all columns in a struct. */
    static long bitsOf(String struct) {
        return LINES.stream()
                .filter(line -> line.member().startsWith(struct + "."))
                .mapToLong(Line::bits)
                .reduce(0, (a, b) -> a | b);
    }

    private static Line line(List<String> cells) {
        String[] declaration = cells.get(MEMBER).replaceFirst("\\[.*", "").split(" ");
        String name = declaration[1];
        Storage storage =
                switch (declaration[0]) {
                    case "int" -> Storage.INT;
                    case "long" -> Storage.LONG;
                    default -> null;
                };
        return new Line(
                cells.get(0),
                storage != null || name.contains(".") ? name : "event." + name,
                storage,
                cells.get(PRESENCE).isEmpty()
                        ? List.of()
                        : List.of(cells.get(PRESENCE).split("\\|")),
                cells.get(SHOWN));
    }
}
