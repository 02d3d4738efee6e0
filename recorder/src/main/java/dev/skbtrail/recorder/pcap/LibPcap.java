package dev.skbtrail.recorder.pcap;

import com.sun.jna.Library;
import com.sun.jna.Pointer;

/** The functions of {@code libpcap.so.0.8} that we call, with their C names. See pcap(3PCAP). */
interface LibPcap extends Library {
    /** Version as text; never freed. */
    String pcap_lib_version();

    /** A handle used only to compile; NULL when out of memory. */
    Pointer pcap_open_dead(int linkType, int snapLength);

    /** Returns 0, or -1 with a message in {@link #pcap_geterr}. */
    int pcap_compile(Pointer handle, Pointer program, String expression, int optimize, int netmask);

    String pcap_geterr(Pointer handle);

    void pcap_freecode(Pointer program);

    void pcap_close(Pointer handle);
}
