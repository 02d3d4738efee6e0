-- title: Hook functions that refused a packet
-- description: One row per kfree_skb of a packet in netfilter. The functions of a hook run one
--   after the other, and the first that does not accept the packet ends it. So the packet was
--   refused by the function that returned DROP right before, the innermost if several were
--   nested. A table or chain that ran before and accepted the packet is never named.
-- needs: events, functions
-- column: packet               Packet that was dropped.
-- column: seq                  Position of the drop among the events of the packet.
-- column: after                Last function or hook that the packet entered before.
-- column: hook                 Netfilter hook, with table and chain, or with the function that
--   refused it; the hook alone when that was not seen; NULL if an event is missing between the hook
--   and the drop.
-- cost: a scan of drop_reason and function, then of the events of these packets
CREATE VIEW refusals AS
WITH
    -- Two branches, as in the view dropped.
    drop_event AS (
        SELECT packet, seq, drop_reason, place_name(drop_location, drop_address) AS place
        FROM events
        WHERE role_drops(function) AND is_drop(function, drop_reason)
        UNION ALL
        SELECT packet, seq, drop_reason, place_name(drop_location, drop_address)
        FROM events
        WHERE drop_reason IS NOT NULL AND NOT coalesce(role_drops(function), false)
            AND is_drop(function, drop_reason)
    ),
    -- A list, so that the optimizer knows that these are few compared with all events.
    unclear AS MATERIALIZED (
        SELECT unnest(list({'packet': packet, 'seq': seq}), recursive := true)
        FROM drop_event
        WHERE packet IS NOT NULL AND (drop_reason = 'NETFILTER_DROP' OR in_netfilter(place))
    ),
    lived AS (
        SELECT
            d.packet, d.seq AS died, e.seq, e.function, e.kind, e.nf_hook,
            concat_ws(' ', e.nf_table, e.nf_chain) AS nf_table,
            e.kind NOT IN ('return', 'lineage')
                AND (f.function IS NULL OR coalesce(f.stage <> 'free', false)) AS reached,
            e.kind = 'return' AND coalesce(e.verdict = 'DROP', false) AS refuses,
            -- The caller of a function that rejected may return something else, or nothing.
            e.kind = 'return' AND coalesce(e.verdict = 'DROP', true) AS returns
        FROM unclear AS d
        JOIN events AS e ON e.packet = d.packet AND e.seq < d.seq
        LEFT JOIN functions AS f ON f.function = e.function
    ),
    history AS (
        SELECT
            packet, died,
            max(seq) FILTER (reached) AS after_seq,
            arg_max(function, seq) FILTER (reached) AS after,
            -- Returns and similar events right before the drop, to tell whether one is missing.
            list(seq) FILTER (NOT reached AND died - seq < 16) AS between,
            coalesce(max(seq) FILTER (NOT returns), -1) AS settled,
            list({'seq': seq, 'function': function, 'nf_hook': nf_hook, 'nf_table': nf_table}
                ORDER BY seq) FILTER (refuses AND died - seq < 16) AS refusing,
            arg_max(nf_hook, seq) FILTER (reached) AS nf_hook,
            arg_max(nf_table, seq) FILTER (reached AND nf_table <> '') AS nf_table,
            -- It has not returned yet, so the drop is inside it.
            arg_max(kind, seq) FILTER (role_whole_hook(function)) = 'entry' AS in_hook,
            arg_max(kind, seq) FILTER (nf_table <> '') = 'entry' AS in_table
        FROM lived
        GROUP BY packet, died
    ),
    judged AS (
        SELECT
            * EXCLUDE (refusing),
            died - after_seq - 1 > len(list_filter(coalesce(between, []), lambda s: s > after_seq))
                AS broken,
            CASE
                WHEN died - settled - 1
                    = len(list_filter(coalesce(between, []), lambda s: s > settled))
                THEN list_filter(refusing, lambda r: r.seq > settled)[1]
            END AS refusal
        FROM history
    )
SELECT
    packet, died AS seq, after,
    CASE
        WHEN refusal IS NOT NULL
        THEN concat_ws(' ', coalesce(refusal.nf_hook, nf_hook),
                coalesce(
                    nullif(refusal.nf_table, ''),
                    -- The part of netfilter that rejected: conntrack (nf_confirm).
                    coalesce(role_hook(refusal.function), 'function')
                        || ' (' || refusal.function || ')'))
        -- The packet may have left the hook in a missing event.
        WHEN broken THEN NULL
        WHEN after LIKE 'nf:%:first' OR role_whole_hook(after) AND in_hook THEN nf_hook
        WHEN in_netfilter(after) AND in_table THEN concat_ws(' ', nf_hook, nf_table)
        WHEN in_netfilter(after) AND in_hook THEN nf_hook
    END AS hook
FROM judged;
