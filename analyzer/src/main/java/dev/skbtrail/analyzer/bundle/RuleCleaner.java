package dev.skbtrail.analyzer.bundle;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cleans a line of nft or iptables. A word in a position where only a name can stand is mapped as
 * that kind of name, so that the rule still names the same table, chain, set, counter and interface
 * as other lines and events.
 */
final class RuleCleaner {
    private static final Set<String> BEFORE_INTERFACE =
            Set.of(
                    "iif",
                    "oif",
                    "iifname",
                    "oifname",
                    "ibrname",
                    "obrname",
                    "sdifname",
                    "device",
                    "devices",
                    "-i",
                    "-o",
                    "--physdev-in",
                    "--physdev-out",
                    "dev");

    private static final Set<String> BEFORE_NAME =
            Set.of(
                    "chain",
                    "set",
                    "map",
                    "flowtable",
                    "name",
                    "jump",
                    "goto",
                    "helper",
                    "-A",
                    "-j",
                    "-g",
                    "-N",
                    "--match-set",
                    "--hashlimit-name",
                    "--name",
                    "--zone-name",
                    "to_tbl");

    /** The word after one of these is free text from the user. */
    private static final Set<String> BEFORE_TEXT =
            Set.of(
                    "comment",
                    "prefix",
                    "--comment",
                    "--log-prefix",
                    "--nflog-prefix",
                    "--string",
                    "--hex-string",
                    "--bytecode",
                    "--object-pinned",
                    "--path",
                    "--u32");

    private static final Set<String> FAMILIES =
            Set.of("inet", "ip", "ip6", "arp", "bridge", "netdev");

    /** -j is followed by a chain or by one of these built-in targets. */
    private static final Set<String> TARGETS =
            Set.of(
                    "ACCEPT",
                    "DROP",
                    "REJECT",
                    "RETURN",
                    "LOG",
                    "NFLOG",
                    "QUEUE",
                    "NFQUEUE",
                    "DNAT",
                    "SNAT",
                    "MASQUERADE",
                    "REDIRECT",
                    "MARK",
                    "CONNMARK",
                    "CT",
                    "NOTRACK",
                    "TCPMSS",
                    "TPROXY",
                    "SET",
                    "TOS",
                    "DSCP",
                    "CLASSIFY",
                    "TTL",
                    "HL",
                    "AUDIT",
                    "CHECKSUM",
                    "TRACE");

    /** The declaration of a named object; inside a rule the same word begins a statement. */
    private static final Pattern DECLARED =
            Pattern.compile("\\s*(counter|quota|limit|secmark|synproxy) \\S+ \\{");

    /** veth* and veth+ match all names that begin with veth. */
    private static final Pattern WILDCARD = Pattern.compile("(.*?)([*+]?)", Pattern.DOTALL);

    private final TextCleaner cleaner;
    private final Mapping mapping;
    private final String where;

    /** What the previous word was; it determines what the current one is. */
    private String last = "";

    private boolean ofInterfaces;
    private boolean table;
    private String declares = "";

    RuleCleaner(TextCleaner cleaner, Mapping mapping, String where) {
        this.cleaner = cleaner;
        this.mapping = mapping;
        this.where = where;
    }

    String line(String line) {
        boolean named = line.startsWith("*") || line.startsWith(":");
        last = named ? "chain" : "";
        table = line.startsWith("table ");
        Matcher declared = DECLARED.matcher(line);
        declares = declared.lookingAt() ? declared.group(1) : "";
        ofInterfaces = false;
        return named
                ? line.charAt(0) + cleaner.replaced(line.substring(1), this::word)
                : cleaner.replaced(line, this::word);
    }

    private String word(String word) {
        boolean quoted = word.startsWith("\"");
        String bare = quoted ? word.substring(1, word.length() - 1) : word;
        String before = last;
        last = quoted ? "" : bare;
        String mapped = mapped(before, bare, quoted);
        return quoted ? '"' + mapped + '"' : mapped;
    }

    private String mapped(String before, String bare, boolean quoted) {
        // -m comment --comment: the word after the module name is the module's option.
        boolean option = before.equals("comment") && bare.equals("--comment");
        if (BEFORE_TEXT.contains(before) && !option) {
            mapping.changes().removed(where);
            return quoted ? "removed" : Mapping.REMOVED;
        }
        ofInterfaces = BEFORE_INTERFACE.contains(before) || ofInterfaces && quoted;
        if (ofInterfaces) {
            Matcher parts = WILDCARD.matcher(bare);
            parts.matches();
            return mapping.name(Kind.INTERFACE, parts.group(1)) + parts.group(2);
        }
        // table inet firewall: the family is not a name, the word after it is.
        boolean named =
                BEFORE_NAME.contains(before)
                        || table && FAMILIES.contains(before)
                        || !declares.isEmpty() && declares.equals(before);
        if (!quoted && (TARGETS.contains(bare) || !named && TextCleaner.isPlain(bare))) {
            return bare;
        }
        return bare.startsWith("@")
                ? "@" + mapping.name(Kind.NFT, bare.substring(1))
                : mapping.name(Kind.NFT, bare);
    }
}
