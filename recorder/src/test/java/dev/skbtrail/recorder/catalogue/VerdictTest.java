package dev.skbtrail.recorder.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
    @ParameterizedTest
    @CsvSource({"1, ACCEPT", "0, STOLEN", "-1, DROP", "-113, DROP"})
    void readsWhatAHookReturns(long retval, String verdict) {
        assertEquals(verdict, Verdict.NETFILTER.text(retval, Program.NF_HOOK_SLOW));
    }

    @ParameterizedTest
    @CsvSource({
        "0, DROP",
        "1, ACCEPT",
        "2, STOLEN",
        "3, QUEUE",
        "4, REPEAT",
        "5, STOP",
        "0x00070003, QUEUE",
        "0x00010002, DROP",
        "-0x10000, DROP"
    })
    void readsWhatATableReturns(String retval, String verdict) {
        assertEquals(verdict, Verdict.NETFILTER.text(Long.decode(retval), Program.NFT_DO_CHAIN));
    }

    @ParameterizedTest
    @CsvSource({"0, pass", "1, pass", "-18, reject", "-22, reject"})
    void readsTheSourceCheck(long retval, String verdict) {
        assertEquals(verdict, Verdict.RP_FILTER.text(retval, Program.CALL));
    }

    @ParameterizedTest
    @CsvSource({"0, queued", "1, drop", "2, congestion", "0x10000, stolen", "0x20000, drop"})
    void readsWhatAQueueReturns(String retval, String verdict) {
        assertEquals(verdict, Verdict.XMIT.text(Long.decode(retval), Program.QDISC));
    }

    @ParameterizedTest
    @CsvSource({"0, found", "-22, no route", "-113, no route", "2, no route"})
    void readsTheRouteLookup(long retval, String verdict) {
        assertEquals(verdict, Verdict.ROUTE.text(retval, Program.CALL));
        assertNull(Verdict.NONE.text(retval, Program.CALL));
    }
}
