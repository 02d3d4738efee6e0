-- title: ARP requests are not answered
-- description: A host asked for a link-layer address, and the trace has no answer. The answer may
--   have taken a path that was not recorded.
-- level: warning
-- finding: Nobody answers the ARP requests of {saddr} for {daddr}[ in namespace {netns}][,
--   where its state is {state} in the end][; it is {role}]
-- confirm: {in netns}arping -c 3 {daddr}
-- confirm: {in netns}ip neigh show {daddr}
-- change: See whether the host with {daddr} is up and on this link; else correct the route or the
--   prefix length that makes {daddr} a neighbour.
-- report: skbtrail arp {trace}
-- source: net/ipv4/arp.c; RFC 826
-- probes:
-- needs: chosen_routes, completeness, failures, neighbours, routes
-- column: saddr                Address of the host that asks.
-- column: daddr                Address that it asks for.
-- column: netns                Network namespace.
-- column: state                State of that address in the neighbour table at the end.
-- column: role                 Routes of the snapshot whose next hop it is, at most three, or the
--   route that makes it a neighbour.
WITH
    state AS (
        SELECT trace, netns, address, each_once(list(state), ', ') AS state
        FROM neighbours
        GROUP BY ALL
    ),
    through AS (
        SELECT
            trace, netns, gateway,
            'the next hop of the route' || CASE WHEN count(*) > 1 THEN 's ' ELSE ' ' END
                || array_to_string(min(in_words, 3), ', ') AS role
        FROM routes
        GROUP BY ALL
    )
SELECT
    -- An answer may be among the events that were lost.
    CASE WHEN (SELECT complete FROM completeness) THEN 'likely' ELSE 'possible' END AS certainty,
    f.packet, f.ts,
    flow_name('ARP', f.saddr, NULL, f.daddr, NULL, NULL) AS flow,
    f.saddr, f.daddr, f.netns, s.state,
    coalesce(t.role, 'a neighbour by the route ' || c.in_words) AS role
FROM failures AS f
LEFT JOIN state AS s ON s.trace = trace_of(f.packet) AND s.netns = f.netns
    AND s.address = f.daddr
LEFT JOIN through AS t ON t.trace = trace_of(f.packet) AND t.netns = f.netns
    AND t.gateway = f.daddr
LEFT JOIN chosen_routes AS c ON c.trace = trace_of(f.packet) AND c.netns = f.netns
    AND c.daddr = f.daddr AND c.gateway = f.daddr
WHERE f.failure = 'ARP unanswered';
