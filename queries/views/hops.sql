-- title: Steps from one event of a packet to its next
-- description: One row per pair of consecutive events of a packet. If events are missing between
--   two (a hole in seq), there is no row: no time is given for what was not seen.
-- needs: events
-- column: packet               Number of the packet.
-- column: seq                  Position of the later event.
-- column: ts time              Time of the later event.
-- column: from_step            Function of the earlier event; :return where it returned.
-- column: to_step              Function of the later event.
-- column: latency_ns ns        Time between the two.
-- column: from_cpu             CPU of the earlier event.
-- column: to_cpu               CPU of the later event.
-- column: moved                Change of namespace or interface from the latest known ones; NULL
--   when the packet stayed.
-- column: changed              What changed in the packet from the latest known values: addresses,
--   ports, ttl, mark, length from the IP header; NULL when nothing did.
-- cost: one window over all events; moved and changed add one value for each column that they
--   compare
CREATE VIEW hops AS
WITH
    known AS (
        SELECT
            packet, seq, ts, cpu, saddr, daddr, sport, dport, ttl, mark, ifname,
            nullif(ip_len, 0) AS ip_len,
            coalesce(netns_name, CAST(netns AS VARCHAR)) AS netns,
            step_name(kind, function) AS step
        FROM events
        WHERE packet IS NOT NULL
    ),
    pair AS (
        SELECT
            *,
            lag(seq) OVER w AS old_seq,
            lag(ts) OVER w AS old_ts,
            lag(cpu) OVER w AS old_cpu,
            lag(step) OVER w AS old_step,
            lag(saddr IGNORE NULLS) OVER w AS old_saddr,
            lag(daddr IGNORE NULLS) OVER w AS old_daddr,
            lag(sport IGNORE NULLS) OVER w AS old_sport,
            lag(dport IGNORE NULLS) OVER w AS old_dport,
            lag(ttl IGNORE NULLS) OVER w AS old_ttl,
            lag(mark IGNORE NULLS) OVER w AS old_mark,
            lag(ip_len IGNORE NULLS) OVER w AS old_ip_len,
            lag(ifname IGNORE NULLS) OVER w AS old_ifname,
            lag(netns IGNORE NULLS) OVER w AS old_netns
        FROM known
        WINDOW w AS (PARTITION BY packet ORDER BY seq)
    )
SELECT
    packet,
    seq,
    ts,
    old_step AS from_step,
    step AS to_step,
    epoch_ns(ts) - epoch_ns(old_ts) AS latency_ns,
    old_cpu AS from_cpu,
    cpu AS to_cpu,
    nullif(
        concat_ws(', ',
            CASE WHEN netns <> old_netns THEN 'netns ' || old_netns || ' -> ' || netns END,
            CASE WHEN ifname <> old_ifname THEN 'interface ' || old_ifname || ' -> ' || ifname END),
        '') AS moved,
    nullif(
        concat_ws(', ',
            CASE WHEN saddr <> old_saddr THEN 'saddr ' || old_saddr || ' -> ' || saddr END,
            CASE WHEN daddr <> old_daddr THEN 'daddr ' || old_daddr || ' -> ' || daddr END,
            CASE WHEN sport <> old_sport THEN 'sport ' || old_sport || ' -> ' || sport END,
            CASE WHEN dport <> old_dport THEN 'dport ' || old_dport || ' -> ' || dport END,
            CASE WHEN ttl <> old_ttl THEN 'ttl ' || old_ttl || ' -> ' || ttl END,
            CASE WHEN mark <> old_mark THEN 'mark ' || old_mark || ' -> ' || mark END,
            CASE WHEN ip_len <> old_ip_len THEN 'length ' || old_ip_len || ' -> ' || ip_len END),
        '') AS changed
FROM pair
WHERE seq = old_seq + 1;
