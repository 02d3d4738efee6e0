-- title: Routes that refuse the packets that were refused by one, or had none
-- description: One row per destination of such packets and per route of a refusing type (blackhole,
--   prohibit, unreachable, throw) that covers it, in any table; and per policy rule of such a type.
--   The null route that IPv6 uses when no route matches is left out.
-- needs: causes, policy_rules, readings, routes
-- column: trace                Number of the trace.
-- column: netns                Name (else inode) of the network namespace.
-- column: daddr                Destination.
-- column: type                 blackhole, prohibit, unreachable or throw; NULL where there is none.
-- column: in_words             The route in words; NULL where there is none.
-- column: all_known            Is the list complete: were all routes and rules read at the start
--   and at the end?
-- cost: the footers of the files alone, and the destinations that were refused
CREATE VIEW refusing_routes AS
WITH
    refused AS (
        SELECT DISTINCT trace_of(packet) AS trace, netns, daddr, ip_bits(daddr) AS bits
        FROM causes
        WHERE cause IN ('route refuses', 'no route') AND daddr IS NOT NULL
    ),
    refusing AS (
        SELECT trace, netns, family, "type", in_words, network_bits(network) AS bits
        FROM routes
        WHERE "type" IN ('blackhole', 'prohibit', 'unreachable', 'throw')
            AND metric IS DISTINCT FROM 4294967295
        UNION ALL
        SELECT
            trace, netns, family, r."type", 'policy rule ' || priority || ': ' || in_words,
            CASE family WHEN 'ipv6' THEN '6' ELSE '4' END
        FROM policy_rules
        JOIN (VALUES ('blackhole'), ('prohibit'), ('unreachable')) AS r ("type")
            ON ends_with(in_words, ' ' || r."type")
    ),
    part AS (
        SELECT
            trace, netns, left(part, 4) AS family, part,
            bool_and(left_out = 0 AND problem IS NULL) AND bool_or(moment <> 'end')
                AND bool_or(moment <> 'start') AS whole
        FROM readings
        WHERE part IN ('ipv4 routes', 'ipv6 routes', 'ipv4 rules', 'ipv6 rules')
        GROUP BY ALL
    ),
    whole AS (
        SELECT trace, netns, family, bool_and(whole) AND count(*) = 2 AS all_known
        FROM part
        GROUP BY ALL
    )
SELECT
    d.trace, d.netns, d.daddr, r."type", r.in_words,
    coalesce(w.all_known, false) AS all_known
FROM refused AS d
LEFT JOIN refusing AS r ON r.trace = d.trace AND r.netns = d.netns AND starts_with(d.bits, r.bits)
LEFT JOIN whole AS w ON w.trace = d.trace AND w.netns = d.netns
    AND w.family = CASE WHEN contains(d.daddr, ':') THEN 'ipv6' ELSE 'ipv4' END;
