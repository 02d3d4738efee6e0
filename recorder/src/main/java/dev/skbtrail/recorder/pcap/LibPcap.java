package dev.skbtrail.recorder.pcap;

import com.sun.jna.Library;
import com.sun.jna.Pointer;

/** The functions of {@code libpcap.so.0.8} that are called, with their C names. See pcap(3PCAP). */
interface LibPcap extends Library {
    /** Version in words; never freed. */
    String pcap_lib_version();

    /** A handle that only compiles; NULL without memory. */
    Pointer pcap_open_dead(int linkType, int snapLength);

    /** 0, or -1 and a message in {@link #pcap_geterr}. */
    int pcap_compile(Pointer handle, Pointer program, String expression, int optimize, int netmask);

    String pcap_geterr(Pointer handle);

    void pcap_freecode(Pointer program);

    void pcap_close(Pointer handle);
}
