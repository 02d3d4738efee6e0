-- title: Rules that may refuse a packet, by the chain of the hook
-- description: One row for each chain of a hook and each rule or policy that may drop or reject
--   what reaches it: rules of the chain itself and, if it jumps, those of all chains of its table
--   without a hook. A rule whose counter did not grow during the recording is left out.
-- needs: firewall_rules, readings
-- column: trace                Number of the trace.
-- column: netns                Name (else inode) of the network namespace.
-- column: family               ip, ip6, inet, arp, bridge or netdev; for a table of the family
--   inet: ip or ip6 if the rule applies only to that family.
-- column: table                Table.
-- column: chain                Chain of the hook.
-- column: hook                 Hook, such as FORWARD.
-- column: in_words             The rule in words: rule handle 7 (udp dport 53 drop).
-- column: protocol             TCP or UDP if the rule applies only to that; NULL for any, or not
--   known.
-- column: dport                Destination port, likewise.
-- column: growth               How much its counter grew; NULL where that is not known.
-- column: all_known            Is the list complete: were all rules read at the start and at the
--   end?
-- cost: the footers of the files alone
CREATE VIEW refusing_rules AS
WITH
    base AS (
        SELECT
            trace, netns, tool, family, "table", chain,
            any_value(hook) AS hook,
            bool_or(jumps) AS jumps
        FROM firewall_rules
        WHERE hook IS NOT NULL
        GROUP BY ALL
    ),
    -- A tool that is missing or has failed may hide rules of another kind.
    part AS (
        SELECT
            trace, netns, part AS tool,
            bool_or(moment <> 'end') AND bool_or(moment <> 'start') AS twice,
            bool_and(left_out = 0 AND problem IS NULL) AS whole
        FROM readings
        WHERE part IN ('nft', 'iptables', 'ip6tables')
        GROUP BY ALL
    ),
    whole AS (
        SELECT
            trace, netns, tool,
            twice AND bool_and(whole) OVER (PARTITION BY trace, netns) AS all_known
        FROM part
    ),
    -- Names and comments are the user's, and may read like a condition.
    refusing AS (
        SELECT *, regexp_replace(rule, '"[^"]*"', '""', 'g') AS conditions
        FROM firewall_rules
        WHERE refuses AND growth IS DISTINCT FROM 0
    )
SELECT
    b.trace, b.netns,
    CASE
        WHEN b.family <> 'inet' THEN b.family
        WHEN regexp_matches(
            r.conditions, '(^| )(ip6 (nexthdr|[sd]addr|hoplimit)|icmpv6|meta nfproto ipv6) ')
        THEN 'ip6'
        WHEN regexp_matches(
            r.conditions, '(^| )(ip (protocol|[sd]addr|ttl)|icmp|meta nfproto ipv4) ')
        THEN 'ip'
        ELSE b.family
    END AS family,
    b."table", b.chain, b.hook,
    CASE
        WHEN r.number IS NULL THEN 'the ' || r.rule
        ELSE 'rule ' || coalesce('handle ' || r.handle, 'number ' || r.number)
            || ' (' || r.rule || ')'
            || CASE WHEN r.chain <> b.chain THEN ' of chain ' || r.chain ELSE '' END
    END AS in_words,
    nullif(upper(coalesce(
        nullif(regexp_extract(r.conditions, '(?:^| )(tcp|udp) [sd]port ', 1), ''),
        regexp_extract(r.conditions, '-p (tcp|udp) ', 1))), '') AS protocol,
    TRY_CAST(coalesce(
        nullif(regexp_extract(r.conditions, '(?:^| )(?:tcp|udp|th) dport (\d+)(?: |$)', 1), ''),
        regexp_extract(r.conditions, ' --dport (\d+)(?: |$)', 1)) AS INTEGER) AS dport,
    r.growth,
    coalesce(w.all_known, false) AS all_known
FROM base AS b
JOIN refusing AS r ON r.trace = b.trace AND r.netns IS NOT DISTINCT FROM b.netns
    AND r.tool = b.tool AND r.family = b.family AND r."table" = b."table"
    AND (r.chain = b.chain OR b.jumps AND r.hook IS NULL)
LEFT JOIN whole AS w ON w.trace = b.trace AND w.netns IS NOT DISTINCT FROM b.netns
    AND w.tool = b.tool;
