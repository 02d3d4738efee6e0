-- title: ARP packets, and whether a request was answered
-- description: One row per ARP packet, where it was first seen; clones are left out. A request
--   counts as answered if the requested address replies to the asking host within a second; after
--   that, a kernel sends the request again (retrans_time_ms).
-- needs: events, trace
-- column: packet               Number of the packet.
-- column: ts time              When it was first seen.
-- column: op                   request, reply, or the operation's number.
-- column: saddr                Address of the sender.
-- column: daddr                Target address: the requested one; in a reply, the asking host's.
-- column: mac                  Link-layer address of the sender.
-- column: netns                Name (else inode) of the network namespace.
-- column: ifname               Interface.
-- column: answered             Was the request answered? NULL for a reply, for a request that
--   expects no answer (an announcement, a probe for a free address), and when the trace ends within
--   a second of it.
-- cost: one scan of the column ethertype
CREATE VIEW arp AS
WITH
    seen AS (
        SELECT
            packet, ts, arp_op AS op, saddr, daddr, src_mac AS mac,
            coalesce(netns_name, CAST(netns AS VARCHAR)) AS netns,
            ifname
        FROM events
        WHERE ethertype = 'ARP' AND saddr IS NOT NULL AND packet IS NOT NULL
        QUALIFY row_number() OVER (PARTITION BY packet ORDER BY seq) = 1 AND kind <> 'lineage'
    ),
    paired AS (
        SELECT
            *,
            count(*) FILTER (op = 'reply') OVER (
                PARTITION BY trace_of(packet),
                    CASE WHEN op = 'reply' THEN daddr ELSE saddr END,
                    CASE WHEN op = 'reply' THEN saddr ELSE daddr END
                ORDER BY epoch_ns(ts)
                RANGE BETWEEN CURRENT ROW AND 1000000000 FOLLOWING) AS replies
        FROM seen
    )
SELECT
    p.* EXCLUDE (replies),
    CASE
        WHEN p.op <> 'request' OR p.saddr = p.daddr OR p.saddr = '0.0.0.0' THEN NULL
        WHEN p.replies > 0 THEN true
        WHEN epoch_ns(t.stop) - epoch_ns(p.ts) >= 1000000000 THEN false
    END AS answered
FROM paired AS p
CROSS JOIN trace AS t;
