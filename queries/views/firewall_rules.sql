-- title: Rules of nftables and iptables
-- description: One row for each rule, and for the policy of each chain that has one. Rules of
--   iptables-nft appear as rules of nftables.
-- needs: readings
-- column: trace                Number of the trace.
-- column: netns                Name (else inode) of the network namespace.
-- column: tool                 nft; iptables or ip6tables for rules of the legacy kind.
-- column: family               ip, ip6, inet, arp, bridge or netdev.
-- column: table                Table.
-- column: chain                Chain.
-- column: number               Position in the chain, from 1; NULL for a policy.
-- column: handle               Handle for nft delete rule; NULL for a policy and for iptables.
-- column: rule                 The rule as the tool prints it, without handle, counter and the used
--   part of a quota.
-- column: hook                 Hook of the chain, such as FORWARD; NULL where it is only jumped to.
-- column: refuses              May it drop or reject packets?
-- column: jumps                May it hand packets to another chain?
-- column: packets              Packets that its counter counted; NULL without a counter. Several
--   rules may share a named counter.
-- column: growth               Increase of that counter during the recording; NULL when it is not
--   known.
-- column: change               added or removed during the recording; NULL for neither, or when it
--   is not known.
-- cost: the footers of the files alone
CREATE VIEW firewall_rules AS
WITH
    line AS (
        SELECT
            trace, netns, part AS tool, moment,
            unnest(items) ->> '$' AS text,
            generate_subscripts(items, 1) AS position
        FROM readings
        WHERE part IN ('nft', 'iptables', 'ip6tables')
    ),
    blocks AS (
        SELECT
            *,
            last_value(CASE WHEN regexp_matches(text, '^(table |\*)') THEN text END IGNORE NULLS)
                OVER before AS table_line,
            last_value(CASE WHEN regexp_matches(text, '^\t\S') THEN text END IGNORE NULLS)
                OVER before AS block
        FROM line
        WINDOW before AS (PARTITION BY trace, netns, tool, moment ORDER BY position)
    ),
    placed AS (
        SELECT
            *,
            CASE tool WHEN 'nft' THEN split_part(table_line, ' ', 2)
                WHEN 'iptables' THEN 'ip' ELSE 'ip6' END AS family,
            CASE tool WHEN 'nft' THEN split_part(table_line, ' ', 3) ELSE substr(table_line, 2) END
                AS "table"
        FROM blocks
    ),
    parsed AS (
        SELECT
            trace, netns, tool, moment, position, family, "table",
            CASE
                WHEN tool = 'nft' THEN split_part(block, ' ', 2)
                WHEN text LIKE ':%' THEN substr(split_part(text, ' ', 1), 2)
                ELSE regexp_extract(text, '-A (\S+)', 1)
            END AS chain,
            CASE
                WHEN tool = 'nft' AND regexp_matches(text, '^\t\ttype .* hook .*;') THEN 'policy'
                WHEN tool <> 'nft' AND regexp_matches(text, '^:\S+ [A-Z]') THEN 'policy'
                WHEN tool = 'nft' AND regexp_matches(text, '^\t\t\S.* # handle \d+$') THEN 'rule'
                WHEN tool <> 'nft' AND contains(text, '-A ') THEN 'rule'
            END AS kind,
            text
        FROM placed
        WHERE tool <> 'nft' OR block LIKE '_chain %'
    ),
    -- The block of a named counter; its numbers are on a separate line.
    counter AS (
        SELECT
            trace, netns, moment, family, "table", split_part(block, ' ', 2) AS counter,
            any_value(nullif(regexp_extract(text, '^\t\tpackets (\d+) ', 1), '')) AS counted
        FROM placed
        WHERE tool = 'nft' AND block LIKE '_counter %'
        GROUP BY ALL
    ),
    known AS (
        SELECT
            p.*,
            nullif(regexp_extract(text, ' # handle (\d+)$', 1), '') AS handle,
            -- What changes while packets pass makes it no other rule.
            regexp_replace(regexp_replace(regexp_replace(
                regexp_replace(text, '^\t\t|^\[\d+:\d+\] -A \S+ | # handle \d+$', '', 'g'),
                'counter packets \d+ bytes \d+ ?', 'counter '),
                '(quota (?:over )?\d+ \w+) used \d+ \w+', '\1'), ' +$', '') AS rule,
            nullif(regexp_extract(text, ' hook (\w+)', 1), '') AS hook,
            CASE
                WHEN tool <> 'nft' THEN upper(split_part(text, ' ', 2))
                ELSE upper(coalesce(
                    nullif(regexp_extract(text, 'policy (\w+)', 1), ''), 'accept'))
            END AS policy,
            coalesce(
                nullif(regexp_extract(text, 'counter packets (\d+)', 1), ''),
                nullif(regexp_extract(text, '^\[(\d+):', 1), ''),
                c.counted) AS packets,
            -- Quoted text is a comment or a log prefix.
            regexp_replace(text, '"[^"]*"', '', 'g') AS bare
        FROM parsed AS p
        LEFT JOIN counter AS c ON c.trace = p.trace AND c.netns IS NOT DISTINCT FROM p.netns
            AND c.moment = p.moment AND c.family = p.family AND c."table" = p."table"
            AND c.counter = nullif(regexp_extract(p.text, '\scounter name "?([^" ]+)', 1), '')
        WHERE kind IS NOT NULL
    ),
    numbered AS (
        SELECT
            * EXCLUDE (hook),
            CASE
                WHEN kind = 'rule'
                THEN count(*) FILTER (kind = 'rule') OVER (
                    PARTITION BY trace, netns, tool, moment, family, "table", chain
                    ORDER BY position)
            END AS number,
            max(CASE WHEN kind = 'policy' THEN coalesce(upper(hook), chain) END) OVER (
                PARTITION BY trace, netns, tool, moment, family, "table", chain) AS hook
        FROM known
    ),
    whole AS (
        SELECT
            trace, netns, part AS tool,
            bool_or(moment <> 'end') AS early,
            bool_or(moment <> 'start') AS late
        FROM readings
        WHERE left_out = 0 AND problem IS NULL
        GROUP BY ALL
    ),
    paired AS (
        SELECT
            trace, netns, tool, family, "table", chain, kind, handle,
            CASE WHEN kind = 'policy' THEN 'policy ' || lower(policy) ELSE rule END AS rule,
            min(number) AS number,
            any_value(hook) AS hook,
            bool_or(CASE
                WHEN kind = 'policy' THEN policy = 'DROP'
                WHEN tool = 'nft'
                THEN regexp_matches(bare, '(?i)\b(drop|reject|queue|xt)\b|\bvmap @')
                ELSE regexp_matches(bare, '-j (DROP|REJECT|NFQUEUE|TARPIT)\b')
            END) AS refuses,
            bool_or(kind = 'rule' AND CASE
                WHEN tool = 'nft' THEN regexp_matches(bare, '\b(jump|goto|vmap)\b')
                ELSE NOT regexp_matches(bare, '-j (ACCEPT|DROP|REJECT|RETURN|LOG|NFLOG)\b')
            END) AS jumps,
            bool_or(moment <> 'end') AS early,
            bool_or(moment <> 'start') AS late,
            max(packets) FILTER (moment <> 'end') AS packets_before,
            max(packets) FILTER (moment <> 'start') AS packets_after
        FROM numbered
        GROUP BY ALL
    )
SELECT
    p.trace, p.netns, p.tool, p.family, p."table", p.chain, p.number, p.handle, p.rule, p.hook,
    p.refuses, p.jumps,
    TRY_CAST(coalesce(p.packets_after, p.packets_before) AS BIGINT) AS packets,
    growth(p.packets_after, p.packets_before) AS growth,
    CASE
        WHEN NOT p.early AND w.early THEN 'added'
        WHEN NOT p.late AND w.late THEN 'removed'
    END AS change
FROM paired AS p
LEFT JOIN whole AS w ON w.trace = p.trace AND w.netns IS NOT DISTINCT FROM p.netns
    AND w.tool = p.tool;
