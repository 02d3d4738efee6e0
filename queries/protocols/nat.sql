-- title: NAT: which addresses and ports were changed, and where
-- description: One row for each translation: the function or hook in which a packet came to have
--   another address or port than before, and from what to what. Replies are translated back, which
--   are rows of their own. Client ports are not told apart. A packet that a tunnel wraps or unwraps
--   or that the kernel turns around to answer it is not translated.
-- needs: turns
-- param: top INTEGER = 100     Rows to show.
-- column: where                Network namespace.
-- column: step                 Function or hook, :return where that returned, in which or just
--   before which it changed.
-- column: hook                 Netfilter hook that the packet was in last.
-- column: what                 source, destination, or both; ports alone when no address changed.
-- column: before               Addresses before; ports that are not a client's.
-- column: after                Addresses after.
-- column: packets count        Packets.
-- column: example              Lowest number of such a packet: skbtrail packet shows its life.
-- empty: No packet was seen with other addresses than before; record where NAT is done.
-- cost: windows over the events where a packet's addresses, namespace or interface are new, and
--   over those of netfilter
WITH
    known AS (
        SELECT
            packet, seq,
            step_name(kind, function) AS step,
            coalesce(netns_name, CAST(netns AS VARCHAR)) AS netns,
            nf_hook, protocol, saddr, sport, daddr, dport,
            tunnel_type IS NOT NULL AS wrapped
        FROM turns
        WHERE new_place OR new_headers OR nf_hook IS NOT NULL
    ),
    told AS (
        SELECT
            packet, seq, step, protocol, saddr, sport, daddr, dport, wrapped,
            last_value(netns IGNORE NULLS) OVER w AS netns,
            last_value(nf_hook IGNORE NULLS) OVER w AS hook
        FROM known
        WINDOW w AS (PARTITION BY packet ORDER BY seq)
    ),
    pair AS (
        SELECT
            *,
            lag({'protocol': protocol, 'saddr': saddr, 'sport': sport, 'daddr': daddr,
                'dport': dport, 'wrapped': wrapped}) OVER (PARTITION BY packet ORDER BY seq) AS old
        FROM told
        WHERE saddr IS NOT NULL AND daddr IS NOT NULL
    ),
    changed AS (
        SELECT
            packet, netns, step, hook,
            saddr <> old.saddr AS source,
            daddr <> old.daddr AS destination,
            protocol, saddr, daddr, old,
            CASE WHEN dport <> old.dport OR daddr <> old.daddr THEN dport END AS new_port,
            CASE WHEN dport <> old.dport OR daddr <> old.daddr THEN old.dport END AS old_port
        FROM pair
        WHERE protocol = old.protocol
            -- UDP in a tunnel over UDP: other headers, not changed ones.
            AND wrapped = old.wrapped
            AND (saddr <> old.saddr OR daddr <> old.daddr OR sport <> old.sport
                OR dport <> old.dport)
            AND NOT (saddr = old.daddr AND daddr = old.saddr)
    ),
    named AS (
        SELECT
            packet, netns, step, hook,
            CASE
                WHEN source AND destination THEN 'source, destination'
                WHEN source THEN 'source'
                WHEN destination THEN 'destination'
                ELSE 'ports'
            END AS what,
            concat_ws(' ', protocol, old.saddr, '>', endpoint(old.daddr, old_port)) AS before,
            concat_ws(' ', protocol, saddr, '>', endpoint(daddr, new_port)) AS after
        FROM changed
    )
SELECT
    netns AS "where", step, hook, what, before, after,
    count(DISTINCT packet) AS packets,
    min(packet) AS example
FROM named
GROUP BY netns, step, hook, what, before, after
ORDER BY packets DESC, "where", step, hook, before, after
LIMIT getvariable('top');
