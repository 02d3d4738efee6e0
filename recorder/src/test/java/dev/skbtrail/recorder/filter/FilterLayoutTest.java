package dev.skbtrail.recorder.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Our offsets equal those of the compiled BPF programs. */
class FilterLayoutTest {
    private static final Path LAYOUT = Path.of("../bpf/.output/events.layout");

    @Test
    void hasEveryKindWhereTheCompilerPutIt() throws IOException {
        Map<String, Integer> ours = new TreeMap<>();
        for (FilterKind kind : FilterKind.values()) {
            ours.put(kind.name().toLowerCase(Locale.ROOT), kind.offset());
        }
        ours.put("count", FilterKind.values()[0].countOffset());
        Map<String, Integer> theirs = column("filter", 1);
        theirs.remove("pad");
        assertEquals(theirs, ours);
    }

    @Test
    void hasTheSizesOfTheCompiler() throws IOException {
        Map<String, Integer> sizes = column("filter", 2);
        for (FilterKind kind : FilterKind.values()) {
            String member = kind.name().toLowerCase(Locale.ROOT);
            assertEquals(FilterKind.MAX * kind.size(), sizes.get(member), member);
        }
        assertEquals(FilterKind.values().length, sizes.get("count"));
        assertEquals(PacketFilter.SIZE, column("filter", 1).get("pad") + sizes.get("pad"));
        assertEquals(AddressRange.BYTES, column("address_filter", 1).get("mask"));
        assertEquals(AddressRange.BYTES, column("address_filter", 2).get("mask"));
        assertEquals(Integer.BYTES, column("range_filter", 1).get("last"));
        assertEquals(Integer.BYTES, column("bits_filter", 1).get("mask"));
        assertEquals(KernelName.SIZE, column("name_filter", 2).get("name"));
    }

    @Test
    void hasTheSelectionWhereTheCompilerPutIt() throws IOException {
        Map<String, Integer> theirs = column("selection", 1);
        int end = theirs.remove("pad") + column("selection", 2).get("pad");
        assertEquals(theirs, Selection.layout());
        assertEquals(Selection.SIZE, end);
    }

    /** Lines are {@code struct.member offset size}. */
    private static Map<String, Integer> column(String struct, int column) throws IOException {
        Map<String, Integer> members = new TreeMap<>();
        for (String line : Files.readAllLines(LAYOUT)) {
            String[] fields = line.split(" ");
            if (fields[0].startsWith(struct + ".")) {
                members.put(
                        fields[0].substring(struct.length() + 1), Integer.parseInt(fields[column]));
            }
        }
        return members;
    }
}
