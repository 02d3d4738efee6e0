-- title: Answers to translated packets are not translated back
-- description: A namespace translates the packets of a connection (NAT). An answer to them came in
--   with the translated addresses, but NAT did not restore the original ones before the answer
--   reached a transport protocol there or left. Only answers without missing events count, and only
--   connections with a single translation in the trace. The finding is likely if the answer was
--   then dropped and no event is missing in the trace, else possible.
-- level: error
-- finding: {flow} is translated to {translated}[ in namespace {netns}], but an answer to that is
--   not translated back: it {outcome}[ and is dropped ({reason})][; conntrack says {state}]
-- confirm: {in netns}conntrack -L -d {daddr}
-- confirm: {in netns}conntrack -S
-- change: See whether the connection's entry expired or was removed (timeouts, conntrack -D), a
--   rule leaves its answers untracked (notrack), or conntrack takes them for invalid; let both
--   directions pass the same host.
-- report: skbtrail nat {trace}
-- report: skbtrail packet {trace} {packet}
-- source: net/netfilter/nf_nat_core.c, nf_nat_packet, nf_nat_inet_fn
-- probes: nf_nat_manip_pkt
-- needs: causes, completeness, events
-- column: translated           Addresses of the connection after the translation.
-- column: daddr                Destination before the translation.
-- column: netns                Network namespace that translates.
-- column: outcome              What became of the answer there.
-- column: reason               Drop reason.
-- column: state                Conntrack state of the answer.
WITH
    -- Lists, so that the optimizer knows that these are few compared with all events.
    manipulated AS MATERIALIZED (
        SELECT
            packet, ts, kind, protocol, saddr, sport, daddr, dport, seq,
            coalesce(netns_name, CAST(netns AS VARCHAR)) AS netns
        FROM events
        WHERE nat IS NOT NULL AND packet IS NOT NULL AND protocol IN ('TCP', 'UDP')
            AND ct_state IN ('NEW', 'ESTABLISHED')
    ),
    request AS (
        SELECT
            trace_of(packet) AS trace, netns, protocol, min(ts) AS ts,
            arg_min({'saddr': saddr, 'sport': sport, 'daddr': daddr, 'dport': dport}, seq)
                FILTER (kind = 'entry') AS old,
            arg_max({'saddr': saddr, 'sport': sport, 'daddr': daddr, 'dport': dport}, seq)
                FILTER (kind = 'return') AS new
        FROM manipulated
        GROUP BY packet, netns, protocol
    ),
    connection AS MATERIALIZED (
        SELECT unnest(list(c), recursive := true)
        FROM (
            SELECT
                trace, netns, protocol, new.saddr AS saddr, new.sport AS sport, new.daddr AS daddr,
                new.dport AS dport,
                min(ts) AS asked,
                any_value(old.saddr) AS old_saddr,
                any_value(old.sport) AS old_sport,
                any_value(old.daddr) AS old_daddr,
                any_value(old.dport) AS old_dport
            FROM request
            WHERE old <> new
            GROUP BY trace, netns, protocol, new
            HAVING count(DISTINCT old) = 1
        ) AS c
    ),
    answer AS MATERIALIZED (
        SELECT e.packet, c.netns, any_value(c) AS asked
        FROM events AS e
        JOIN connection AS c ON c.trace = trace_of(e.packet) AND c.protocol = e.protocol
            AND c.saddr = e.daddr AND c.sport = e.dport AND c.daddr = e.saddr
            AND c.dport = e.sport AND c.netns = coalesce(e.netns_name, CAST(e.netns AS VARCHAR))
        WHERE e.ts > c.asked AND e.packet IS NOT NULL AND e.tunnel_type IS NULL
        GROUP BY e.packet, c.netns
        HAVING count(DISTINCT c) = 1
    ),
    history AS (
        SELECT
            a.packet, a.netns,
            any_value(a.asked) AS asked,
            max(e.ts) AS ts,
            count(DISTINCT e.seq) = max(e.seq) + 1 AS whole,
            arg_max(
                {'saddr': e.saddr, 'sport': e.sport, 'daddr': e.daddr, 'dport': e.dport}, e.seq)
                FILTER (e.sport IS NOT NULL AND e.tunnel_type IS NULL
                    AND coalesce(e.netns_name, CAST(e.netns AS VARCHAR)) = a.netns) AS last,
            arg_max(e.ct_state, e.seq)
                FILTER (coalesce(e.netns_name, CAST(e.netns AS VARCHAR)) = a.netns) AS state,
            bool_or(role_transport_in(e.function) AND e.kind <> 'return'
                AND coalesce(e.netns_name, CAST(e.netns AS VARCHAR)) = a.netns) AS taken,
            arg_max(e.ifname, e.seq) FILTER (role_sent(e.function)
                AND coalesce(e.netns_name, CAST(e.netns AS VARCHAR)) = a.netns) AS out
        FROM answer AS a
        JOIN events AS e ON e.packet = a.packet
        GROUP BY a.packet, a.netns
    )
SELECT
    CASE
        WHEN c.packet IS NOT NULL AND (SELECT complete FROM completeness) THEN 'likely'
        ELSE 'possible'
    END AS certainty,
    w.packet, w.ts,
    flow_name(asked.protocol, asked.old_saddr, NULL, asked.old_daddr, asked.old_dport, NULL)
        AS flow,
    flow_name(asked.protocol, asked.saddr, NULL, asked.daddr, asked.dport, NULL) AS translated,
    asked.old_daddr AS daddr,
    w.netns,
    CASE
        WHEN w.taken THEN 'goes to ' || asked.protocol || ' there'
        ELSE 'leaves by ' || w.out || ' as ' || flow_name(asked.protocol, w.last.saddr,
            w.last.sport, w.last.daddr, NULL, NULL)
    END AS outcome,
    c.reason, w.state
FROM history AS w
LEFT JOIN causes AS c ON c.packet = w.packet AND c.netns = w.netns
WHERE w.whole AND (w.taken OR w.out IS NOT NULL)
    AND w.last <> {'saddr': asked.old_daddr, 'sport': asked.old_dport, 'daddr': asked.old_saddr,
        'dport': asked.old_sport};
