package dev.skbtrail.recorder.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.recorder.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelSymbolsTest {
    @TempDir Path directory;

    @Test
    void findsFunctionsOfModulesThatStandInNoOrder() throws IOException {
        KernelSymbols symbols =
                load(
                        """
                        0000000000000000 A fixed_percpu_data
                        ffffffff81000000 T _text
                        ffffffff81000100 T ip_rcv
                        ffffffff81000180 D some_data
                        ffffffff81000200 t ip_rcv_core.isra.0
                        ffffffffc0002000 t nft_do_chain\t[nf_tables]
                        ffffffffc0001000 t nf_nat_manip_pkt\t[nf_nat]
                        ffffffffc0001800 t nf_nat_setup\t[nf_nat]
                        """);
        assertEquals(6, symbols.size());
        assertEquals("ip_rcv+0x90", symbols.locate(0xffffffff81000190L));
        assertEquals("ip_rcv_core.isra.0+0x4", symbols.locate(0xffffffff81000204L));
        assertEquals("nf_nat_manip_pkt+0x10", symbols.locate(0xffffffffc0001010L));
        assertEquals("nft_do_chain+0x0", symbols.locate(0xffffffffc0002000L));
        assertNull(symbols.locate(0x1000));
        assertEquals(0xffffffffc0001800L, symbols.address("nf_nat_setup"));
        assertEquals(0, symbols.address("nf_nat"));
    }

    @Test
    void prefersTheFirstOfSeveralNames() throws IOException {
        KernelSymbols symbols =
                load("ffffffff81000000 T __real\nffffffff81000000 T alias\nffffffff81000010 t b\n");
        assertEquals("__real+0x3", symbols.locate(0xffffffff81000003L));
    }

    @Test
    void knowsNamesButNoPlacesWhenAddressesAreHidden() throws IOException {
        KernelSymbols symbols = load("0000000000000000 T a\n0000000000000000 T b\n");
        assertFalse(symbols.isReadable());
        assertTrue(symbols.contains("b"));
        assertNull(symbols.locate(0xffffffff81000000L));
        assertEquals(0, symbols.address("b"));
    }

    @Test
    void refusesWhatIsNoSymbolTable() {
        for (String text :
                new String[] {"hello\n", "ffffffff81000000\n", "ffffffff81000000 T \n"}) {
            assertThrows(UserException.class, () -> load(text), text);
        }
    }

    private KernelSymbols load(String text) throws IOException {
        return KernelSymbols.load(Files.writeString(directory.resolve("kallsyms"), text));
    }
}
