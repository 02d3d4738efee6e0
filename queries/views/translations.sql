-- title: Translations of addresses and ports (NAT), of each packet
-- description: One row per event at which a packet had another address or port than before.
--   Encapsulation by a tunnel is not a translation, nor is the change of a packet that the kernel
--   turns into its own reply.
-- needs: turns
-- column: packet               Number of the packet.
-- column: netns                Name (else inode) of the network namespace.
-- column: step                 Function or hook in which, or just before which, it changed; :return
--   where that returned.
-- column: hook                 Latest netfilter hook that the packet was in.
-- column: what                 source, destination, or both; ports alone when no address changed.
-- column: before               Addresses before, and the destination port if that or the
--   destination changed.
-- column: after                Addresses after.
-- column: new_source           New source address; NULL when it did not change.
-- column: new_destination      New destination with its new port; NULL when it did not change.
-- cost: windows over the events where a packet's addresses, namespace or interface are new, and
--   over those of netfilter
CREATE VIEW translations AS
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
    described AS (
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
        FROM described
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
            -- UDP in a UDP tunnel: these are other headers, not rewritten ones.
            AND wrapped = old.wrapped
            AND (saddr <> old.saddr OR daddr <> old.daddr OR sport <> old.sport
                OR dport <> old.dport)
            AND NOT (saddr = old.daddr AND daddr = old.saddr)
    )
SELECT
    packet, netns, step, hook,
    CASE
        WHEN source AND destination THEN 'source, destination'
        WHEN source THEN 'source'
        WHEN destination THEN 'destination'
        ELSE 'ports'
    END AS what,
    concat_ws(' ', protocol, old.saddr, '>', endpoint(old.daddr, old_port)) AS before,
    concat_ws(' ', protocol, saddr, '>', endpoint(daddr, new_port)) AS after,
    CASE WHEN source THEN saddr END AS new_source,
    CASE WHEN destination THEN endpoint(daddr, new_port) END AS new_destination
FROM changed;
