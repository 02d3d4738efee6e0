package dev.skbtrail.recorder.snapshot;

import dev.skbtrail.recorder.event.Ipv6Text;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Sockets that accept packets from anyone: listening TCP sockets, unconnected UDP sockets. */
final class Listeners {
    /** TCP_LISTEN in include/net/tcp_states.h, as /proc shows it. */
    private static final String LISTEN = "0A";

    /** TCP_CLOSE, the state of a UDP socket without a peer. */
    private static final String UNCONNECTED = "07";

    private static final int WORD_DIGITS = 8;

    private Listeners() {}

    /**
     * @param directory /proc/thread-self/net
     * @param items gets {protocol, address, port}
     */
    static void read(Path directory, Items items) throws IOException {
        read(directory.resolve("tcp"), "TCP", LISTEN, items);
        read(directory.resolve("tcp6"), "TCP", LISTEN, items);
        read(directory.resolve("udp"), "UDP", UNCONNECTED, items);
        read(directory.resolve("udp6"), "UDP", UNCONNECTED, items);
    }

    private static void read(Path file, String protocol, String state, Items items)
            throws IOException {
        if (!Files.isReadable(file)) {
            return;
        }
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = line.strip().split("\\s+");
                if (fields.length > 3 && fields[3].equals(state)) {
                    add(protocol, fields[1], items);
                } else if (state.equals(LISTEN)) {
                    // Connections come after all listening sockets, and there may be many.
                    return;
                }
            }
        }
    }

    private static void add(String protocol, String endpoint, Items items) {
        int colon = endpoint.indexOf(':');
        String address = address(endpoint.substring(0, colon));
        int port = Integer.parseInt(endpoint.substring(colon + 1), 16);
        items.add(
                json -> {
                    json.writeStartObject();
                    json.writeStringField("protocol", protocol);
                    json.writeStringField("address", address);
                    json.writeNumberField("port", port);
                    json.writeEndObject();
                });
    }

    /** 32-bit words, each printed in native byte order. */
    static String address(String digits) {
        ByteBuffer bytes = ByteBuffer.allocate(digits.length() / 2).order(ByteOrder.nativeOrder());
        for (int at = 0; at < digits.length(); at += WORD_DIGITS) {
            bytes.putInt(Integer.parseUnsignedInt(digits.substring(at, at + WORD_DIGITS), 16));
        }
        bytes.flip().order(ByteOrder.BIG_ENDIAN);
        if (bytes.remaining() == Integer.BYTES) {
            return "%d.%d.%d.%d"
                    .formatted(
                            Byte.toUnsignedInt(bytes.get()),
                            Byte.toUnsignedInt(bytes.get()),
                            Byte.toUnsignedInt(bytes.get()),
                            Byte.toUnsignedInt(bytes.get()));
        }
        return Ipv6Text.of(bytes.getLong(), bytes.getLong());
    }
}
