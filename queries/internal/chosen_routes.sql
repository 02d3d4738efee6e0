-- title: Routes that the snapshot has for packets that did not get to their next hop
-- description: One row per destination of such packets (too big, or waiting for a neighbour), and
--   per address that ARP requested in vain, if routes and policy rules leave no choice: all of them
--   were read at the start and the end, the rules are those that every host has, and the longest
--   prefix belongs to a single route, which was there all the time or is the only one for the
--   destination.
-- needs: causes, failures, policy_rules, readings, routes, waits
-- column: trace                Number of the trace.
-- column: netns                Name (else inode) of the network namespace.
-- column: daddr                Destination.
-- column: gateway              Next hop; the destination where the route has none.
-- column: ifname               Output interface.
-- column: mtu bytes            MTU of the route; NULL where it uses that of its interface.
-- column: in_words             The route in words.
-- cost: the footers of the files alone, and these destinations
CREATE VIEW chosen_routes AS
WITH
    asked AS (
        SELECT DISTINCT trace_of(packet) AS trace, netns, daddr, ip_bits(daddr) AS bits
        FROM (
            SELECT packet, netns, daddr
            FROM causes
            WHERE cause IN ('too big', 'neighbour failed')
            UNION ALL
            SELECT packet, netns, daddr FROM waits WHERE wait = 'neighbour'
            UNION ALL
            SELECT packet, netns, daddr FROM failures WHERE failure = 'ARP unanswered'
        )
        WHERE daddr IS NOT NULL
    ),
    whole AS (
        SELECT trace, netns, left(part, 4) AS family
        FROM readings
        WHERE part IN ('ipv4 routes', 'ipv6 routes', 'ipv4 rules', 'ipv6 rules')
        GROUP BY ALL
        HAVING bool_and(left_out = 0 AND problem IS NULL)
            AND count(DISTINCT part) FILTER (moment <> 'end') = 2
            AND count(DISTINCT part) FILTER (moment <> 'start') = 2
    ),
    own_rules AS (
        SELECT DISTINCT trace, netns, family
        FROM policy_rules
        WHERE (priority, in_words) NOT IN (
            (0, 'from all lookup local'), (32766, 'from all lookup main'),
            (32767, 'from all lookup default'))
    ),
    route AS (
        SELECT
            *,
            network_bits(network) AS bits,
            list_position(['default', 'main', 'local'], "table") AS rank
        FROM routes
        WHERE "table" IN ('local', 'main', 'default') AND "type" <> 'multicast'
    ),
    fitting AS (
        SELECT
            a.trace, a.netns, a.daddr, r.* EXCLUDE (trace, netns, bits),
            count(*) OVER same AS fitting,
            -- Of routes with the same prefix the lowest metric wins; for IPv6 ip prints the
            -- default.
            rank() OVER (same ORDER BY r.rank DESC, length(r.bits) DESC, coalesce(r.metric, 0))
                AS place
        FROM asked AS a
        JOIN whole AS w ON w.trace = a.trace AND w.netns = a.netns
            AND w.family = CASE WHEN contains(a.daddr, ':') THEN 'ipv6' ELSE 'ipv4' END
        JOIN route AS r ON r.trace = a.trace AND r.netns = a.netns AND r.family = w.family
            AND starts_with(a.bits, r.bits)
        ANTI JOIN own_rules AS o ON o.trace = a.trace AND o.netns = a.netns
            AND o.family = w.family
        WINDOW same AS (PARTITION BY a.trace, a.netns, a.daddr)
    )
SELECT
    trace, netns, daddr,
    coalesce(any_value(gateway), daddr) AS gateway,
    any_value(ifname) AS ifname,
    any_value(mtu) AS mtu,
    any_value(in_words) AS in_words
FROM fitting
WHERE place = 1
GROUP BY trace, netns, daddr
HAVING count(*) = 1 AND bool_and("type" = 'unicast' AND simple AND (change IS NULL OR fitting = 1));
