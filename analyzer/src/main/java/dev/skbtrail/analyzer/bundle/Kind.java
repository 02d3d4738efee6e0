package dev.skbtrail.analyzer.bundle;

import java.util.Arrays;
import java.util.Locale;

/** What a value may give away, as {@code queries/schema/identifiers.csv} names it. */
enum Kind {
    /** Nothing: a number of the packet or of the kernel, a time, a size. */
    KEPT("", ""),
    /** A name that the kernel or the recorder gives: kept where it looks like one. */
    KERNEL("", ""),
    /** IPv4 or IPv6, with or without length of prefix; in the configuration MAC, too. */
    ADDRESS("addr-", "IP addresses"),
    MAC("mac-", "MAC addresses"),
    INTERFACE("if-", "interfaces"),
    NETNS("ns-", "network namespaces"),
    COMM("comm-", "commands"),
    /** A table, chain, set or counter of netfilter. */
    NFT("nft-", "netfilter names"),
    HOST("host-", "hosts"),
    /** The directory of a cgroup. */
    CGROUP("cgroup-", "cgroups"),
    /** A word of ip or tc, or a name that the user gave there. */
    WORD("name-", "other names"),
    /** Numbers that the kernel gives out while it runs. */
    POINTER("", "kernel addresses"),
    COOKIE("", "socket cookies"),
    INODE("", "namespace inodes"),
    PROCESS("", "process numbers"),
    HASH("", "packet hashes"),
    SPI("", "IPsec SPIs"),
    /** A number, or a kernel address. */
    RESULT("", "kernel addresses"),
    /** A kernel release: what a user appends is cut off. */
    RELEASE("", ""),
    /** The path of a sysctl, which may have the name of an interface. */
    SYSCTL("", ""),
    /** Free text: known words stay, what is known is mapped, the rest goes. */
    TEXT("", ""),
    /** A line of a firewall: known words stay, the rest is mapped. */
    RULES("", ""),
    /** Left out. */
    OUT("", ""),
    /** Made anew. */
    MADE("", "");

    private final String prefix;
    private final String plural;

    Kind(String prefix, String plural) {
        this.prefix = prefix;
        this.plural = plural;
    }

    /** What a mapped name begins with. */
    String prefix() {
        return prefix;
    }

    /** What a report calls mapped values; empty for none. */
    String plural() {
        return plural;
    }

    /** Of a column of numbers. */
    boolean isNumber() {
        return Arrays.asList(POINTER, COOKIE, INODE, PROCESS, HASH, SPI, RESULT).contains(this);
    }

    static Kind named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
