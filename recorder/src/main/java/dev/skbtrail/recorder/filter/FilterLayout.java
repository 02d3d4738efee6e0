package dev.skbtrail.recorder.filter;

/**
 * Where {@code struct filter} of {@code bpf/events.h} has its members: offsets and sizes in bytes.
 */
final class FilterLayout {
    /** FILTER_MAX: alternatives of one kind. */
    static final int MAX = 8;

    /** Size of {@code struct address_filter}: value, then mask. */
    static final int ADDRESS_SIZE = 32;

    static final int ADDRESS_VALUE = 0;
    static final int ADDRESS_MASK = 16;

    static final int IFNAME_SIZE = 16;

    static final int SOURCE = 0;
    static final int DESTINATION = SOURCE + MAX * ADDRESS_SIZE;
    static final int HOST = DESTINATION + MAX * ADDRESS_SIZE;
    static final int IFNAME = HOST + MAX * ADDRESS_SIZE;
    static final int NETNS = IFNAME + MAX * IFNAME_SIZE;
    static final int SOURCE_PORT = NETNS + MAX * Integer.BYTES;
    static final int DESTINATION_PORT = SOURCE_PORT + MAX * Short.BYTES;
    static final int PORT = DESTINATION_PORT + MAX * Short.BYTES;
    static final int PROTOCOL = PORT + MAX * Short.BYTES;
    static final int SOURCES = PROTOCOL + MAX;
    static final int DESTINATIONS = SOURCES + 1;
    static final int HOSTS = DESTINATIONS + 1;
    static final int IFNAMES = HOSTS + 1;
    static final int NETNSES = IFNAMES + 1;
    static final int SOURCE_PORTS = NETNSES + 1;
    static final int DESTINATION_PORTS = SOURCE_PORTS + 1;
    static final int PORTS = DESTINATION_PORTS + 1;
    static final int PROTOCOLS = PORTS + 1;
    static final int PAD = PROTOCOLS + 1;
    static final int SIZE = PAD + 7;

    private FilterLayout() {}
}
