package dev.skbtrail.recorder.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.skbtrail.recorder.catalogue.Catalogue;
import dev.skbtrail.recorder.catalogue.CatalogueEntry;
import dev.skbtrail.recorder.catalogue.Program;
import dev.skbtrail.recorder.lab.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the readers find in the kernel that the test runs on. */
class RunningKernelTest {
    /** Functions that find their packet in a structure, or behind a second pointer. */
    private static final Set<String> HAVE_NO_SKB_ARGUMENT =
            Set.of(
                    "nft_do_chain",
                    "nft_trace_notify",
                    "__netif_receive_skb_core",
                    "br_handle_frame",
                    "skb_pp_cow_data",
                    "xdp_do_redirect",
                    "__xdp_build_skb_from_frame");

    @BeforeEach
    void needsALinuxWithBtf() {
        assumeTrue(KernelBtf.isAvailable(), "this kernel has no " + KernelBtf.DIRECTORY);
    }

    @Test
    void knowsTheSignaturesOfFunctionsThatEveryKernelHas() {
        KernelBtf btf = KernelBtf.load();
        assertEquals(0, btf.function("ip_rcv").skbParameter());
        assertEquals(4, btf.function("ip_rcv").parameters());
        assertEquals(1, btf.function("tcp_v4_do_rcv").skbParameter());
        assertEquals(ReturnType.Kind.POINTER, btf.function("skb_clone").returnType().kind());
        assertEquals(-1, btf.function("ksize").skbParameter());
        assertNull(btf.function("no_such_function"));
        assertTrue(btf.hasStructure("sk_buff"));
        assertFalse(btf.hasStructure("no_such_struct"));
    }

    @Test
    void findsAnSkbInEveryCataloguedFunctionThatItHas() {
        KernelBtf btf = KernelBtf.load();
        int found = 0;
        for (CatalogueEntry entry : Catalogue.load().all()) {
            FunctionSignature signature =
                    entry.program().isFunction() ? btf.function(entry.function()) : null;
            if (signature != null && !HAVE_NO_SKB_ARGUMENT.contains(entry.function())) {
                assertTrue(
                        entry.program() == Program.ALLOC
                                ? signature.returnType().kind() == ReturnType.Kind.POINTER
                                : signature.skbParameter() >= 0,
                        entry.function());
                found++;
            }
        }
        assertTrue(found > 20, found + " catalogued functions");
    }

    @Test
    void namesTheDropReasonsOfThisKernel() {
        DropReasons reasons = DropReasons.of(KernelBtf.load());
        assertEquals("NOT_SPECIFIED", reasons.name(2));
        assertTrue(reasons.all().containsValue("NETFILTER_DROP"));
        assertFalse(reasons.all().containsValue("MAX"));
        assertEquals("reason 60000", reasons.name(60_000));
    }

    /** A newer kernel may have others: skbtrail explain must know them. */
    @Test
    void hasNoDropReasonThatTheViewLacks() throws IOException {
        String view = Files.readString(Repository.file("queries/views/reasons.sql"));
        assertEquals(
                Set.of("NOT_DROPPED_YET", "CONSUMED"),
                DropReasons.of(KernelBtf.load()).all().values().stream()
                        .filter(name -> !name.startsWith("__"))
                        .filter(name -> !view.contains("('" + name + "', "))
                        .collect(Collectors.toSet()));
    }

    @Test
    void locatesAFunctionByItsAddress() {
        KernelSymbols symbols = KernelSymbols.load();
        assertTrue(symbols.contains("ip_rcv"));
        assumeTrue(symbols.isReadable(), "this kernel hides its addresses");
        long address = symbols.address("ip_rcv");
        assertEquals("ip_rcv+0x0", symbols.locate(address));
        assertEquals("ip_rcv+0x1", symbols.locate(address + 1));
        assertNull(symbols.locate(1));
    }

    @Test
    void knowsItsOwnNamespaceAndTheLoopbackInIt() {
        NetworkNamespaces namespaces = NetworkNamespaces.scan();
        NetworkNamespace own = namespaces.current();
        assertEquals(own, namespaces.find(Long.toString(own.inode())));
        assertEquals(own, namespaces.find("pid:" + ProcessHandle.current().pid()));
        assertEquals(own, namespaces.find("/proc/self/ns/net"));
        assertNotNull(HostInfo.read().kernelRelease());
        assertTrue(new ProcInterfaces().interfaces(own).containsValue("lo"));
    }
}
