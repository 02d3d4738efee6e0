-- title: Netfilter verdicts, and how long they took
-- description: Calls of netfilter by namespace, family, hook, part and verdict. A part is the
--   whole hook, or a table, chain and rule with the function that walks it (nft_do_chain,
--   ipt_do_table); connection tracking and NAT are parts too, with the state of the connection. A
--   back-end without functions sees a packet at the first and the last priority of a hook: what
--   reaches the last was accepted, what is freed before it was dropped in the hook. Without a
--   verdict the end was not seen: stolen, queued, or events are missing.
-- needs: verdicts
-- param: top INTEGER = 100     Rows to show.
-- column: netns group          Network namespace and address family.
-- column: hook                 PREROUTING, INPUT, FORWARD, OUTPUT, POSTROUTING ...
-- column: part                 The whole hook, or a function with its table, chain and rule.
-- column: verdict              ACCEPT, DROP, STOLEN, QUEUE ...; NULL when the end was not seen.
-- column: packets count        Packets.
-- column: p50 ns               Median of the time spent in it; for a dropped packet, until the
--   drop.
-- column: p99 ns               99th percentile.
-- column: total ns             Time of all of them together.
-- column: interfaces           Input>output interface, or the only one of the two.
-- empty: No packet met netfilter, or the trace has none of its functions.
-- cost: that of the view verdicts
WITH
    decided AS (
        SELECT
            netns_family AS netns,
            hook,
            concat_ws(' ', part, 'rule ' || rule, state) AS part,
            verdict,
            count(DISTINCT packet) AS packets,
            quantile_disc(duration_ns, [0.5, 0.99]) FILTER (verdict IS NOT NULL) AS p,
            CAST(sum(duration_ns) FILTER (verdict IS NOT NULL) AS BIGINT) AS total,
            list(DISTINCT interfaces ORDER BY interfaces) AS ways
        FROM verdicts
        GROUP BY ALL
    )
SELECT
    netns, hook, part, verdict, packets,
    p[1] AS p50,
    p[2] AS p99,
    total,
    array_to_string(ways[:3], ', ')
        || CASE WHEN len(ways) > 3 THEN format(' and {:,} more', len(ways) - 3) ELSE '' END
        AS interfaces
FROM decided
ORDER BY
    netns,
    list_position(['INGRESS', 'PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'], hook),
    hook, part = 'whole hook' DESC, part, verdict
LIMIT getvariable('top');
