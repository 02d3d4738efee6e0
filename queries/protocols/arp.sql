-- title: ARP: who asked for whom, and who answered
-- description: One row for each address that was asked for, by who asked and where. An answer is a
--   reply with that address as its sender. Asked often and never answered: the host is not there,
--   or in another network. An address with more than one link-layer address answering is in use
--   twice.
-- needs: events, trace
-- param: top INTEGER = 50      Rows to show.
-- column: where                Network namespace and interface where the request was seen first.
-- column: who_has              Address that was asked for.
-- column: tell                 Address that asked.
-- column: requests count       Requests.
-- column: replies count        Replies from that address to the one that asked.
-- column: answered_by          Link-layer addresses in these replies.
-- column: first offset         First request, from the start of the trace.
-- column: example              Lowest number of a request: skbtrail packet shows its life.
-- empty: No ARP packet is in the trace; ARP is cached, and a filter by addresses leaves it out.
-- cost: one scan of the column ethertype
WITH
    arp AS (
        SELECT
            packet, ts, arp_op, saddr, daddr, src_mac,
            concat_ws(' ', coalesce(netns_name, CAST(netns AS VARCHAR)), ifname) AS place
        FROM events
        WHERE ethertype = 'ARP' AND saddr IS NOT NULL AND packet IS NOT NULL
        QUALIFY row_number() OVER (PARTITION BY packet ORDER BY seq) = 1 AND kind <> 'lineage'
    ),
    reply AS (
        SELECT
            saddr, daddr,
            count(*) AS replies,
            string_agg(DISTINCT src_mac, ', ' ORDER BY src_mac) AS macs
        FROM arp
        WHERE arp_op = 'reply'
        GROUP BY saddr, daddr
    ),
    request AS (
        SELECT
            place, daddr, saddr,
            count(*) AS requests,
            min(ts) AS first,
            min(packet) AS example
        FROM arp
        WHERE arp_op = 'request'
        GROUP BY place, daddr, saddr
    )
SELECT
    q.place AS "where",
    coalesce(q.daddr, r.saddr) AS who_has,
    coalesce(q.saddr, r.daddr) AS tell,
    coalesce(q.requests, 0) AS requests,
    coalesce(r.replies, 0) AS replies,
    r.macs AS answered_by,
    epoch_ns(q.first) - epoch_ns(t.start) AS first,
    q.example
FROM request AS q
FULL JOIN reply AS r ON r.saddr = q.daddr AND r.daddr = q.saddr
CROSS JOIN trace AS t
ORDER BY requests DESC, who_has, tell, "where"
LIMIT getvariable('top');
