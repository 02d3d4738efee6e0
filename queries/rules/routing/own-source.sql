-- title: Packets come in from the host's own address
-- description: A packet came in with an address of the host itself as its source: a loop, an
--   address that two hosts have, or a spoofed source.
-- level: error
-- finding: Packets come in[ by {ifname}][ of namespace {netns}] from {saddr}, which is an address
--   of this host[, on {owner}]
-- confirm: {in netns}ip -br address show to {saddr}
-- confirm: [{in netns}arping -D -c 3 -I {ifname} {saddr}]
-- change: Find the loop, or the other host with this address.
--   net.ipv4.conf.INTERFACE.accept_local=1 lets such packets in where that is meant.
-- report: skbtrail packet {trace} {packet}
-- source: net/ipv4/fib_frontend.c, __fib_validate_source
-- probes:
-- needs: causes, links
-- column: saddr                Source.
-- column: netns                Network namespace.
-- column: ifname               Interface.
-- column: owner                Interface of that namespace that has the address.
WITH
    address AS (
        SELECT
            trace, netns, ifname,
            split_part(unnest(string_split(addresses, ', ')), '/', 1) AS own
        FROM links
    ),
    owner AS (
        SELECT trace, netns, own, each_once(list(ifname), ', ') AS owner FROM address GROUP BY ALL
    )
SELECT
    'certain' AS certainty,
    c.packet, c.ts, c.flow, c.saddr, c.netns, c.ifname, o.owner
FROM causes AS c
LEFT JOIN owner AS o ON o.trace = trace_of(c.packet) AND o.netns = c.netns AND o.own = c.saddr
WHERE c.cause = 'own source';
