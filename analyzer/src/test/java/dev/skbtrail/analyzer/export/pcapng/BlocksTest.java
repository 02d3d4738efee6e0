package dev.skbtrail.analyzer.export.pcapng;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.skbtrail.analyzer.export.frame.Frame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Blocks of a file compared with bytes written by hand (draft-ietf-opsawg-pcapng). */
class BlocksTest {
    private final ByteArrayOutputStream to = new ByteArrayOutputStream();
    private final Block block = new Block();

    @Test
    void writesTheSection() throws IOException {
        new Section("x86_64", "", "skbtrail", List.of("hi")).write(block, to);
        assertEquals(
                text(
                        "0a0d0d0a 40000000 4d3c2b1a 0100 0000 ffffffffffffffff",
                        "0200 0600 7838365f3634 0000",
                        "0400 0800 736b62747261696c",
                        "0100 0200 6869 0000",
                        "00000000 40000000"),
                written());
    }

    @Test
    void writesAnInterfaceInNanoseconds() throws IOException {
        new Interface("r/eth0", "", false).write(block, to);
        String comment = "Headers are rebuilt from a trace: checksums are not captured (0).";
        assertEquals(
                text(
                        "01000000 74000000 6500 0000 00000000",
                        "0200 0600 722f65746830 0000",
                        "0900 0100 09 000000",
                        "0100 4100 "
                                + HexFormat.of()
                                        .formatHex(comment.getBytes(StandardCharsets.US_ASCII)),
                        "000000",
                        "00000000 74000000"),
                written());
    }

    @Test
    void writesAPacketWithAllThatIsKnown() throws IOException {
        Map<String, Object> row = new HashMap<>();
        row.putAll(Map.of("time", 0x0102030405060708L, "packet", 42L, "queue", 3, "lost", 7L));
        row.putAll(Map.of("direction", "in", "pkt_type", "broadcast", "verdict", "xdp"));
        row.put("comment_path", "a\nb");
        Frame frame = new Frame(new byte[] {1, 2, 3, 4, 5}, 1500);
        new PacketBlock(List.of("comment_path", "comment_none"))
                .write(block, 1, row::get, frame, to);
        assertEquals(
                text(
                        "06000000 6c000000 01000000 04030201 08070605 05000000 dc050000",
                        "0102030405 000000",
                        "0100 0300 612062 00",
                        "0200 0400 0d000000",
                        "0400 0800 0700000000000000",
                        "0500 0800 2a00000000000000",
                        "0600 0400 03000000",
                        "0700 0900 02 0100000000000000 000000",
                        "00000000 6c000000"),
                written());
    }

    @Test
    void cutsTextsAndTakesOutWhatSteersATerminal() throws IOException {
        block.begin(0).comment("\u001b[2J\u202e" + "x".repeat(70_000)).end(to);
        String text = to.toString(StandardCharsets.UTF_8);
        assertEquals(-1, text.indexOf('\u001b'));
        assertEquals(-1, text.indexOf('\u202e'));
        assertEquals(995, text.chars().filter(c -> c == 'x').count());
    }

    private static String text(String... parts) {
        return String.join("", parts).replace(" ", "");
    }

    private String written() {
        return HexFormat.of().formatHex(to.toByteArray());
    }
}
