-- title: Journeys: a packet with all that it was made from and all that was made of it
-- description: One row per journey; most have one packet. The view members lists the packets. The
--   fate is that of the packets that had the data last, without side copies: dropped (all of them),
--   partly dropped (others went on), else unknown (at least one of them), delivered (at least one),
--   transmitted, alive, merged (across a loss) or consumed.
-- needs: losses, members, packets
-- column: journey              Smallest number of a packet in it.
-- column: trace                Trace that it comes from, as in traces.
-- column: packets              Packets that belong to it.
-- column: asides               Of these, clones that took no path of their own: for taps or raw
--   sockets.
-- column: depth                Most steps from a packet without a parent to one made from it.
-- column: lineage              How they were made: clone, segment ...; NULL for one packet.
-- column: first time           First event of any of them.
-- column: last time            Last event.
-- column: duration_ns ns       Time between the two.
-- column: flow                 Addresses of the first packet that has them, where it came in.
-- column: exit_flow            Addresses of the last packet that has them, where it went out.
-- column: first_netns          Network namespace of the first packet, where it came in.
-- column: last_netns           Network namespace of the packet that was seen last, not counting
--   asides.
-- column: first_ifname         First interface.
-- column: last_ifname          Last interface.
-- column: bytes bytes          Length from the IP header of its largest packet.
-- column: fate                 dropped, partly dropped, delivered, transmitted, consumed, merged,
--   alive or unknown.
-- column: delivered            Packets whose fate is delivered.
-- column: delivered_bytes bytes  Their bytes after the transport header.
-- column: transmitted          Packets whose fate is transmitted.
-- column: dropped              Packets whose fate is dropped.
-- column: unknown              Packets whose fate is unknown.
-- column: events               Events of all its packets.
-- column: missing              Events of these packets that are missing.
-- column: complete             Is all of it in the trace? Not if one of its packets is incomplete,
--   or if a loss was noticed after it began: the loss may hide the beginning of a packet, or a
--   whole one.
-- cost: those of packets and members, and one aggregation of packets
CREATE VIEW journeys AS
WITH
    member AS (
        SELECT
            coalesce(m.journey, p.packet) AS journey,
            m.depth,
            m.lineage AS made,
            coalesce(p.aside, false) AS left_aside,
            p.*
        FROM packets AS p
        LEFT JOIN members AS m ON m.packet = p.packet
    ),
    whole AS (
        SELECT
            journey,
            count(*) AS packets,
            count(*) FILTER (left_aside) AS asides,
            max(depth) AS depth,
            string_agg(DISTINCT made, ', ' ORDER BY made) AS lineage,
            min(first) AS first,
            max(last) AS last,
            arg_min(flow, {'first': first, 'packet': packet}) AS flow,
            arg_max(exit_flow, {'last': last, 'packet': packet}) FILTER (NOT left_aside)
                AS exit_flow,
            arg_min(first_netns, {'first': first, 'packet': packet}) AS first_netns,
            arg_max(last_netns, {'last': last, 'packet': packet}) FILTER (NOT left_aside)
                AS last_netns,
            arg_min(first_ifname, {'first': first, 'packet': packet}) AS first_ifname,
            arg_max(last_ifname, {'last': last, 'packet': packet}) FILTER (NOT left_aside)
                AS last_ifname,
            max(ip_len) AS bytes,
            count(*) FILTER (fate = 'delivered') AS delivered,
            CAST(coalesce(sum(payload_len) FILTER (fate = 'delivered'), 0) AS BIGINT)
                AS delivered_bytes,
            count(*) FILTER (fate = 'transmitted') AS transmitted,
            count(*) FILTER (fate = 'dropped') AS dropped,
            count(*) FILTER (fate = 'unknown') AS unknown,
            count(*) FILTER (fate = 'alive' AND NOT left_aside) AS alive,
            count(*) FILTER (fate = 'merged') AS merged,
            CAST(sum(events) AS BIGINT) AS events,
            CAST(sum(missing) AS BIGINT) AS missing,
            bool_and(complete) AS complete
        FROM member
        GROUP BY journey
    ),
    loss AS (
        SELECT trace, max(coalesce(ts, CAST('infinity' AS TIMESTAMP_NS))) AS latest
        FROM losses
        WHERE lost > 0
        GROUP BY trace
    )
SELECT
    w.journey,
    trace_of(w.journey) AS trace,
    w.packets, w.asides,
    coalesce(w.depth, 0) AS depth,
    w.lineage, w.first, w.last,
    epoch_ns(w.last) - epoch_ns(w.first) AS duration_ns,
    w.flow, w.exit_flow, w.first_netns, w.last_netns, w.first_ifname, w.last_ifname, w.bytes,
    CASE
        WHEN w.dropped > 0 AND w.delivered + w.transmitted > 0 THEN 'partly dropped'
        WHEN w.unknown > 0 THEN 'unknown'
        WHEN w.dropped > 0 THEN 'dropped'
        WHEN w.delivered > 0 THEN 'delivered'
        WHEN w.transmitted > 0 THEN 'transmitted'
        WHEN w.alive > 0 THEN 'alive'
        WHEN w.merged > 0 THEN 'merged'
        ELSE 'consumed'
    END AS fate,
    w.delivered, w.delivered_bytes, w.transmitted, w.dropped, w.unknown, w.events, w.missing,
    w.complete AND coalesce(w.first > s.latest, true) AS complete
FROM whole AS w
LEFT JOIN loss AS s ON s.trace = trace_of(w.journey);
