package dev.skbtrail.analyzer.bundle;

import java.util.Arrays;
import java.util.Locale;

/** What a value may identify, as named in {@code queries/schema/identifiers.csv}. */
enum Kind {
    /** Nothing: a packet or kernel number, a time, a size. */
    KEPT("", ""),
    /** A name given by the kernel or the recorder: kept if it looks like one. */
    KERNEL("", ""),
    /** IPv4 or IPv6, with or without a prefix length; in the configuration also MAC. */
    ADDRESS("addr-", "IP addresses"),
    MAC("mac-", "MAC addresses"),
    INTERFACE("if-", "interfaces"),
    NETNS("ns-", "network namespaces"),
    COMM("comm-", "commands"),
    /** A netfilter table, chain, set or counter. */
    NFT("nft-", "netfilter names"),
    HOST("host-", "hosts"),
    /** The directory of a cgroup. */
    CGROUP("cgroup-", "cgroups"),
    /** A keyword of ip or tc, or a name that the user gave there. */
    WORD("name-", "other names"),
    /** Numbers that the kernel assigns at run time. */
    POINTER("", "kernel addresses"),
    COOKIE("", "socket cookies"),
    INODE("", "namespace inodes"),
    PROCESS("", "process numbers"),
    HASH("", "packet hashes"),
    SPI("", "IPsec SPIs"),
    /** A number, or a kernel address. */
    RESULT("", "kernel addresses"),
    /** A kernel release: a suffix added by the user is cut off. */
    RELEASE("", ""),
    /** The path of a sysctl; it may contain the name of an interface. */
    SYSCTL("", ""),
    /** Free text: known words stay, known values are mapped, the rest is removed. */
    TEXT("", ""),
    /** A line of firewall rules: known words stay, the rest is mapped. */
    RULES("", ""),
    /** Left out. */
    OUT("", ""),
    /** Written anew for the bundle. */
    MADE("", "");

    private final String prefix;
    private final String plural;

    Kind(String prefix, String plural) {
        this.prefix = prefix;
        this.plural = plural;
    }

    /** Prefix of a mapped name. */
    String prefix() {
        return prefix;
    }

    /** Plural used when reporting mapped values; empty if values of this kind are not mapped. */
    String plural() {
        return plural;
    }

    /** Whether columns of this kind hold numbers. */
    boolean isNumber() {
        return Arrays.asList(POINTER, COOKIE, INODE, PROCESS, HASH, SPI, RESULT).contains(this);
    }

    static Kind named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
