package dev.skbtrail.recorder.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.recorder.backend.Tracepoints;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private static final String SMALL =
            """
            # group  function  program  verdict  stage  roles  meaning
            rx  ip_rcv               entry       -          receive  IP in, arrives  IPv4 header, "is checked"

            tx  kfree_skb            tracepoint  -          free     drops           Dropped
            tx  fib_validate_source  call        rp_filter  -        checks source   Source check
            -   qdisc_reset          -           -          -        -               The qdisc is emptied
            """;

    @Test
    void readsWhatTheRepositoryHas() {
        Catalogue catalogue = Catalogue.load();
        assertTrue(catalogue.all().size() > 50);
        List<String> groups = List.copyOf(catalogue.byGroup().keySet());
        assertTrue(
                groups.containsAll(
                        List.of(
                                "rx",
                                "ip",
                                "route",
                                "netfilter",
                                "tcp",
                                "udp",
                                "icmp",
                                "tx",
                                "free")),
                groups.toString());
        assertTrue(catalogue.all().stream().noneMatch(entry -> entry.meaning().isBlank()));
    }

    @Test
    void readsEveryField() {
        Catalogue catalogue = Catalogue.parse(SMALL, "small");
        assertEquals(
                new CatalogueEntry(
                        "rx",
                        "ip_rcv",
                        Program.ENTRY,
                        Verdict.NONE,
                        "receive",
                        "IPv4 header, \"is checked\"",
                        true),
                catalogue.all().get(0));
        assertEquals(Verdict.RP_FILTER, catalogue.all().get(2).verdict());
        assertEquals(List.of("rx", "tx"), List.copyOf(catalogue.byGroup().keySet()));
        assertFalse(catalogue.all().get(1).program().isFunction());
    }

    /** Independent of its name: the stage of a tracepoint or hook decides. */
    @Test
    void tellsWhatEndsALife() {
        Catalogue catalogue =
                Catalogue.parse(
                        """
                        free        made_up_free    free        -  free     -  m
                        free        made_up_point   tracepoint  -  free     -  m
                        rx          made_up_rx      tracepoint  -  receive  -  m
                        restricted  nf:MADE:last    netfilter   -  deliver  -  m
                        restricted  nf:MADE:first   netfilter   -  receive  -  m
                        memory      made_up_memory  follow      -  free     -  m
                        """,
                        "c");
        assertEquals(
                "made_up_free made_up_point nf:MADE:last",
                names(catalogue.all().stream().filter(CatalogueEntry::endsLife).toList()));
        assertEquals(
                List.of(Traits.of(Traits.FREE), Traits.of(Traits.ENTRY)),
                catalogue.all().subList(1, 3).stream().map(Tracepoints::role).toList());
    }

    @Test
    void leavesOutWhatHasNoProbe() {
        assertEquals(
                "ip_rcv kfree_skb fib_validate_source",
                names(Catalogue.parse(SMALL, "small").all()));
    }

    @Test
    void namesTheLineThatIsWrong() {
        assertTrue(
                refusal(() -> parse("rx  ip_rcv  entry  -  -  m\n")).startsWith("x:1: expected"));
        assertTrue(
                refusal(() -> parse("#\nrx  f  jump  -  -  -  m\n"))
                        .startsWith("x:2: unknown program"));
        assertTrue(
                refusal(() -> parse("rx  f  call  maybe  -  -  m\n"))
                        .startsWith("x:1: unknown verdict"));
        assertEquals(
                "x:2: f is listed twice",
                refusal(() -> parse("rx  f  entry  -  -  -  m\ntx  f  call  -  -  -  m\n")));
    }

    private static void parse(String text) {
        Catalogue.parse(text, "x");
    }

    private static String refusal(Runnable work) {
        return assertThrows(IllegalArgumentException.class, work::run).getMessage();
    }

    private static String names(List<CatalogueEntry> entries) {
        return entries.stream().map(CatalogueEntry::function).collect(Collectors.joining(" "));
    }
}
