package dev.skbtrail.recorder.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Our offsets are those of the compiled kernel programs. */
class FilterLayoutTest {
    private static final Path LAYOUT = Path.of("../bpf/events.layout");

    @Test
    void hasEveryMemberWhereTheCompilerPutIt() throws IOException {
        Map<String, Integer> ours = new TreeMap<>();
        ours.put("source", FilterLayout.SOURCE);
        ours.put("destination", FilterLayout.DESTINATION);
        ours.put("host", FilterLayout.HOST);
        ours.put("ifname", FilterLayout.IFNAME);
        ours.put("netns", FilterLayout.NETNS);
        ours.put("source_port", FilterLayout.SOURCE_PORT);
        ours.put("destination_port", FilterLayout.DESTINATION_PORT);
        ours.put("port", FilterLayout.PORT);
        ours.put("protocol", FilterLayout.PROTOCOL);
        ours.put("sources", FilterLayout.SOURCES);
        ours.put("destinations", FilterLayout.DESTINATIONS);
        ours.put("hosts", FilterLayout.HOSTS);
        ours.put("ifnames", FilterLayout.IFNAMES);
        ours.put("netnses", FilterLayout.NETNSES);
        ours.put("source_ports", FilterLayout.SOURCE_PORTS);
        ours.put("destination_ports", FilterLayout.DESTINATION_PORTS);
        ours.put("ports", FilterLayout.PORTS);
        ours.put("protocols", FilterLayout.PROTOCOLS);
        ours.put("pad", FilterLayout.PAD);
        assertEquals(column("filter", 1), ours);
    }

    @Test
    void hasTheSizesOfTheCompiler() throws IOException {
        Map<String, Integer> offsets = column("filter", 1);
        Map<String, Integer> sizes = column("filter", 2);
        assertEquals(FilterLayout.SIZE, offsets.get("pad") + sizes.get("pad"));
        assertEquals(FilterLayout.MAX * FilterLayout.ADDRESS_SIZE, sizes.get("host"));
        assertEquals(FilterLayout.MAX * FilterLayout.IFNAME_SIZE, sizes.get("ifname"));
        assertEquals(FilterLayout.ADDRESS_VALUE, column("address_filter", 1).get("value"));
        assertEquals(FilterLayout.ADDRESS_MASK, column("address_filter", 1).get("mask"));
        assertEquals(AddressRange.BYTES, column("address_filter", 2).get("mask"));
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
