-- title: What netfilter decided, and how long it took
-- description: Calls of netfilter by namespace, family, hook, part and verdict. A part is the whole
--   hook, or a table, chain and rule in it with the function that walks it (nft_do_chain,
--   ipt_do_table); connection tracking and NAT are parts too, with the state of the connection. A
--   back-end without functions sees a packet at the first and at the last priority of a hook: what
--   reaches the last was accepted, what is freed before was dropped in the hook. No verdict: its
--   end was not seen (stolen, queued, or events are missing).
-- needs: calls, events
-- param: top INTEGER = 100     Rows to show.
-- column: where group          Network namespace and address family.
-- column: hook                 PREROUTING, INPUT, FORWARD, OUTPUT, POSTROUTING ...
-- column: part                 The whole hook, or a function with its table, chain and rule.
-- column: verdict              ACCEPT, DROP, STOLEN, QUEUE ...; NULL when the end was not seen.
-- column: packets count        Packets.
-- column: p50 ns               Median of the time in it, until a drop where it was dropped.
-- column: p99 ns               99th percentile.
-- column: total ns             Time of all of them together.
-- column: interfaces           Input>output interface, or the only one of the two.
-- empty: No packet met netfilter, or the trace has none of its functions.
-- cost: that of the view calls, and one window over the netfilter hooks of a restricted trace
WITH
    met AS (
        SELECT
            packet, seq, function,
            coalesce(netns_name, CAST(netns AS VARCHAR)) AS netns,
            nf_family, nf_hook, nf_table, nf_chain, nf_rule, ct_state, nat,
            CASE
                WHEN out_ifname IS NULL THEN 'in ' || in_ifname
                WHEN in_ifname IS NULL THEN 'out ' || out_ifname
                ELSE in_ifname || '>' || out_ifname
            END AS interfaces
        FROM events
        WHERE kind IN ('entry', 'netfilter')
            AND (nf_hook IS NOT NULL OR nf_table IS NOT NULL OR nf_chain IS NOT NULL
                OR nat IS NOT NULL OR function = 'nf_conntrack_in')
    ),
    step AS (
        SELECT
            packet, seq, ts, function,
            is_drop(function, drop_reason) AS dropped,
            seq - row_number() OVER (PARTITION BY packet ORDER BY seq) AS hole
        FROM events
        WHERE packet IN (SELECT packet FROM events WHERE kind = 'netfilter')
    ),
    priority AS (
        SELECT
            packet, seq, ts, function, hole,
            lead({'function': function, 'hole': hole, 'ts': ts, 'dropped': dropped})
                OVER (PARTITION BY packet ORDER BY seq) AS next
        FROM step
        WHERE function LIKE 'nf:%' OR dropped
    ),
    judged AS (
        SELECT
            packet, seq,
            CASE
                WHEN next.hole <> hole THEN NULL
                WHEN next.function = regexp_replace(function, ':first$', ':last') THEN 'ACCEPT'
                WHEN next.dropped THEN 'DROP'
            END AS verdict,
            epoch_ns(next.ts) - epoch_ns(ts) AS duration_ns,
            NULL AS rule
        FROM priority
        WHERE function LIKE 'nf:%:first'
        UNION ALL
        -- The rule that decided is known when the function returns.
        SELECT c.packet, c.seq, c.verdict, c.duration_ns, r.nf_rule
        FROM calls AS c
        LEFT JOIN events AS r
            ON r.packet = c.packet AND r.seq = c.return_seq AND r.nf_rule IS NOT NULL
    ),
    decided AS (
        SELECT
            concat_ws(' ', m.netns, m.nf_family) AS where,
            m.nf_hook AS hook,
            CASE
                WHEN role_whole_hook(m.function) OR m.function LIKE 'nf:%' THEN 'whole hook'
                ELSE concat_ws(' ', m.function, m.nf_table, m.nf_chain,
                    'rule ' || coalesce(j.rule, m.nf_rule), m.ct_state, m.nat)
            END AS part,
            j.verdict,
            count(DISTINCT m.packet) AS packets,
            quantile_disc(j.duration_ns, [0.5, 0.99]) FILTER (j.verdict IS NOT NULL) AS p,
            CAST(sum(j.duration_ns) FILTER (j.verdict IS NOT NULL) AS BIGINT) AS total,
            list(DISTINCT interfaces ORDER BY interfaces) AS ways
        FROM met AS m
        JOIN judged AS j ON j.packet = m.packet AND j.seq = m.seq
        GROUP BY ALL
    )
SELECT
    "where", hook, part, verdict, packets,
    p[1] AS p50,
    p[2] AS p99,
    total,
    array_to_string(ways[:3], ', ')
        || CASE WHEN len(ways) > 3 THEN format(' and {:,} more', len(ways) - 3) ELSE '' END
        AS interfaces
FROM decided
ORDER BY
    "where",
    list_position(['INGRESS', 'PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'], hook),
    hook, part = 'whole hook' DESC, part, verdict
LIMIT getvariable('top');
