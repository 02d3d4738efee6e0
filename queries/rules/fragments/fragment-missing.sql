-- title: A fragment never came
-- description: A datagram came in fragments, and the kernel gave up waiting for the rest of them
--   (net.ipv4.ipfrag_time, 30 s). The fragments that arrived show which part is missing. For IPv6
--   that is not known, because the trace does not have the identification that fragments of a
--   datagram share.
-- level: error
-- finding: Not all fragments of datagrams from {saddr} to {daddr} came[ to namespace {netns}]
--   before the time for reassembly was over: of one of them, {missing} is missing
-- confirm: {in netns}nstat -asz IpReasmFails IpReasmTimeout Ip6ReasmFails Ip6ReasmTimeout
-- confirm: {in netns}sysctl net.ipv4.ipfrag_time net.ipv4.ipfrag_high_thresh
-- change: Find where that fragment is lost (a firewall that knows no ports of later fragments, a
--   path that loses packets), or keep datagrams below the MTU.
-- report: skbtrail packet {trace} {packet}
-- source: net/ipv4/ip_fragment.c, ip_expire; net/ipv6/reassembly.c; RFC 791, RFC 8900
-- probes:
-- needs: causes, events
-- column: saddr                Sender.
-- column: daddr                Receiver.
-- column: netns                Network namespace.
-- example: missing             Which part of one datagram is missing.
WITH
    expired AS (
        SELECT c.packet, c.ts, c.flow, c.saddr, c.daddr, c.netns, any_value(e.ip_id) AS ip_id
        FROM (FROM causes WHERE cause = 'fragment missing') AS c
        JOIN events AS e ON e.packet = c.packet
        GROUP BY ALL
    ),
    -- The header has 20 bytes where it has no options.
    piece AS (
        SELECT
            trace_of(packet) AS trace, saddr, daddr, ip_id,
            frag_off AS first,
            max(frag_off + ip_len - 20) AS beyond
        FROM events
        WHERE frag_off IS NOT NULL AND ip_id IS NOT NULL
        GROUP BY ALL
    ),
    run AS (
        SELECT
            *,
            max(beyond) OVER (
                PARTITION BY trace, saddr, daddr, ip_id ORDER BY first
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reached
        FROM piece
    ),
    hole AS (
        SELECT
            trace, saddr, daddr, ip_id,
            min({'from': coalesce(reached, 0), 'to': first - 1})
                FILTER (first > coalesce(reached, 0)) AS gap,
            max(beyond) AS last
        FROM run
        GROUP BY trace, saddr, daddr, ip_id
    )
SELECT
    'certain' AS certainty,
    x.packet, x.ts, x.flow, x.saddr, x.daddr, x.netns,
    CASE
        WHEN h.last IS NULL THEN 'a fragment'
        WHEN h.gap.from = 0 THEN format('the first one (bytes 0 to {})', h.gap.to)
        WHEN h.gap IS NOT NULL THEN format('what has bytes {} to {}', h.gap.from, h.gap.to)
        ELSE format('the last one (from byte {} on)', h.last)
    END AS missing
FROM expired AS x
LEFT JOIN hole AS h
    ON h.trace = trace_of(x.packet) AND h.saddr = x.saddr AND h.daddr = x.daddr
        AND h.ip_id = x.ip_id;
