-- title: What netfilter decided about each packet
-- description: One row per call of netfilter, as the report netfilter counts them: of a whole hook,
--   of a table, chain and rule in it, or of a part that tracks or translates a connection. A
--   back-end that does not record functions has one row per hook.
-- needs: calls, events
-- column: packet               Number of the packet.
-- column: seq                  Position of the call.
-- column: netns_family         Network namespace and address family.
-- column: hook                 PREROUTING, INPUT, FORWARD, OUTPUT, POSTROUTING ...
-- column: part                 The whole hook, or a function with its table and chain.
-- column: rule                 Handle of the rule that decided; NULL when it is not known.
-- column: state                State of the connection, and what was translated; NULL elsewhere.
-- column: verdict              ACCEPT, DROP, STOLEN, QUEUE ...; NULL when the end was not seen.
-- column: duration_ns ns       Time spent in it; for a dropped packet, until the drop.
-- column: interfaces           Input>output interface, or the only one of the two.
-- cost: that of the view calls, and one window over the netfilter hooks of a restricted trace
CREATE VIEW verdicts AS
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
        -- The rule that decided is known only when the function returns.
        SELECT c.packet, c.seq, c.verdict, c.duration_ns, r.nf_rule
        FROM calls AS c
        LEFT JOIN events AS r
            ON r.packet = c.packet AND r.seq = c.return_seq AND r.nf_rule IS NOT NULL
    )
SELECT
    m.packet, m.seq,
    concat_ws(' ', m.netns, m.nf_family) AS netns_family,
    m.nf_hook AS hook,
    CASE
        WHEN role_whole_hook(m.function) OR m.function LIKE 'nf:%' THEN 'whole hook'
        ELSE concat_ws(' ', m.function, m.nf_table, m.nf_chain)
    END AS part,
    CASE
        WHEN NOT (role_whole_hook(m.function) OR m.function LIKE 'nf:%')
        THEN coalesce(j.rule, m.nf_rule)
    END AS rule,
    CASE
        WHEN NOT (role_whole_hook(m.function) OR m.function LIKE 'nf:%')
        THEN nullif(concat_ws(' ', m.ct_state, m.nat), '')
    END AS state,
    j.verdict, j.duration_ns, m.interfaces
FROM met AS m
JOIN judged AS j ON j.packet = m.packet AND j.seq = m.seq;
