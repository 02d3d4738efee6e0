-- title: ARP: who asked for whom, and who answered
-- description: One row per requested address, by who asked and where. Requests that were answered
--   and those that were not have separate rows, because a host may have answered before and
--   stopped. An answer is a reply from that address to the asking host within a second. Many
--   requests without an answer: the host is not there, or in another network. If several link-layer
--   addresses answer for an address, two hosts use it.
-- needs: arp, trace
-- param: top INTEGER = 50      Rows to show.
-- column: answered group       no; yes; ?: the trace ends within a second; -: none is expected (an
--   announcement, a probe whether an address is free), or a reply without its request.
-- column: interface            Network namespace and interface where the request was seen first.
-- column: who_has              Address that was asked for.
-- column: tell                 Address that asked.
-- column: requests count       Requests.
-- column: replies count        Replies from that address to the one that asked.
-- column: answered_by          Link-layer addresses in these replies.
-- column: first offset         First of the requests, from the start of the trace.
-- column: example              Lowest number of a request: skbtrail packet shows its life.
-- empty: No ARP packet is in the trace; ARP is cached, and a filter by addresses leaves it out.
-- cost: that of the view arp
WITH
    reply AS (
        SELECT
            saddr, daddr,
            count(*) AS replies,
            string_agg(DISTINCT mac, ', ' ORDER BY mac) AS macs
        FROM arp
        WHERE op = 'reply'
        GROUP BY saddr, daddr
    ),
    request AS (
        SELECT
            CASE
                WHEN answered THEN 'yes'
                WHEN NOT answered THEN 'no'
                WHEN saddr = daddr OR saddr = '0.0.0.0' THEN '-'
                ELSE '?'
            END AS answered,
            concat_ws(' ', netns, ifname) AS interface,
            daddr, saddr,
            count(*) AS requests,
            min(ts) AS first,
            min(packet) AS example
        FROM arp
        WHERE op = 'request'
        GROUP BY ALL
    )
SELECT
    coalesce(q.answered, '-') AS answered,
    q.interface,
    coalesce(q.daddr, r.saddr) AS who_has,
    coalesce(q.saddr, r.daddr) AS tell,
    coalesce(q.requests, 0) AS requests,
    CASE WHEN q.answered = 'no' THEN 0 ELSE coalesce(r.replies, 0) END AS replies,
    CASE WHEN q.answered = 'no' THEN NULL ELSE r.macs END AS answered_by,
    epoch_ns(q.first) - epoch_ns(t.start) AS first,
    q.example
FROM request AS q
FULL JOIN reply AS r ON r.saddr = q.daddr AND r.daddr = q.saddr
CROSS JOIN trace AS t
ORDER BY list_position(['no', '?', 'yes', '-'], coalesce(q.answered, '-')), requests DESC, who_has,
    tell, interface
LIMIT getvariable('top');
