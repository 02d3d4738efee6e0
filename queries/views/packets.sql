-- title: One life of a packet
-- description: One row for each packet: the time between the first and the last event of one
--   sk_buff, where it came in and went out, and what became of it. A clone is a packet of its own.
--   Fate: dropped (freed by kfree_skb, everyday frees apart), delivered (handed to a socket, or
--   merged with TCP data there, or handed to ICMP of this kernel), transmitted (last handed to a
--   device), consumed (freed after use: a tap's clone, acknowledged data ...), alive (no end seen),
--   unknown (events are missing that could say otherwise).
-- needs: events, functions, losses
-- column: packet               Number of the packet.
-- column: first time           First event.
-- column: last time            Last event.
-- column: duration_ns ns       Time between the two.
-- column: events               Events that are in the trace.
-- column: missing              Events that are not: holes in seq.
-- column: complete             Is none missing between the first and the last?
-- column: flow                 Addresses at the first event that has them: UDP a:1 > b:2.
-- column: exit_flow            Addresses at the last event that has them (NAT changes them).
-- column: protocol             As in events, at the first event that has addresses.
-- column: saddr                Source address, there.
-- column: sport                Source port, there.
-- column: daddr                Destination address, there.
-- column: dport                Destination port, there.
-- column: ip_len bytes         Length from the IP header, at the first event that knows it.
-- column: first_function       Function of the first event.
-- column: last_function        Function of the last event.
-- column: first_netns          Name (else inode) of the first network namespace.
-- column: last_netns           Of the last one.
-- column: first_ifname         First interface.
-- column: last_ifname          Last interface.
-- column: fate                 dropped, delivered, transmitted, consumed, alive or unknown.
-- column: drop_reason          Reason of its kfree_skb, whether fault or everyday free.
-- column: drop_place           Function that freed it, there.
-- column: usual                Why that free is no fault; NULL when it may be one.
-- column: parent               Packet from which it was made; NULL for most.
-- column: lineage              clone or copy, then.
-- cost: one aggregation of all events by packet
CREATE VIEW packets AS
WITH
    event AS (
        SELECT
            e.*,
            f.stage,
            is_drop(e.function, e.drop_reason) AS dropped,
            coalesce(e.netns_name, CAST(e.netns AS VARCHAR)) AS netns_text,
            {
                'protocol': e.protocol, 'saddr': e.saddr, 'sport': e.sport, 'daddr': e.daddr,
                'dport': e.dport, 'icmp_type': e.icmp_type
            } AS headers
        FROM events AS e
        LEFT JOIN functions AS f ON f.function = e.function
        WHERE e.packet IS NOT NULL
    ),
    life AS (
        SELECT
            packet,
            min(ts) AS first,
            max(ts) AS last,
            count(*) AS events,
            greatest(0, max(seq) + 1 - count(*)) AS missing,
            arg_min(headers, seq) FILTER (saddr IS NOT NULL) AS entry,
            arg_max(headers, seq) FILTER (saddr IS NOT NULL) AS leave,
            arg_max(ethertype, seq) AS ethertype,
            arg_min(nullif(ip_len, 0), seq) AS ip_len,
            arg_min(function, seq) AS first_function,
            arg_max(function, seq) AS last_function,
            arg_min(netns_text, seq) AS first_netns,
            arg_max(netns_text, seq) AS last_netns,
            arg_min(ifname, seq) AS first_ifname,
            arg_max(ifname, seq) AS last_ifname,
            arg_max(stage, seq) FILTER (stage NOT IN ('free', 'netfilter')) AS last_stage,
            bool_or(coalesce(stage = 'free', false)) AS freed,
            bool_or(coalesce(dropped, false)) AS dropped,
            arg_max(drop_reason, seq) FILTER (dropped) AS drop_reason,
            arg_max(place_name(drop_location, drop_address), seq) FILTER (dropped) AS drop_place,
            max(parent) AS parent,
            max(lineage) AS lineage
        FROM event
        GROUP BY packet
    ),
    judged AS (
        SELECT
            *,
            CASE
                WHEN dropped
                THEN usual_drop(drop_reason, drop_place, ethertype, leave.protocol, leave.daddr,
                    leave.icmp_type)
            END AS usual
        FROM life
    )
SELECT
    packet,
    first,
    last,
    epoch_ns(last) - epoch_ns(first) AS duration_ns,
    events,
    missing,
    missing = 0 AS complete,
    flow_name(entry.protocol, entry.saddr, entry.sport, entry.daddr, entry.dport, entry.icmp_type)
        AS flow,
    flow_name(leave.protocol, leave.saddr, leave.sport, leave.daddr, leave.dport, leave.icmp_type)
        AS exit_flow,
    entry.protocol AS protocol,
    entry.saddr AS saddr,
    entry.sport AS sport,
    entry.daddr AS daddr,
    entry.dport AS dport,
    ip_len,
    first_function, last_function, first_netns, last_netns, first_ifname, last_ifname,
    CASE
        WHEN dropped AND usual IS NULL THEN 'dropped'
        WHEN last_stage = 'deliver'
            OR last_function = 'kfree_skb_partial' AND entry.protocol = 'TCP'
            THEN 'delivered'
        WHEN missing > 0 OR NOT freed AND EXISTS (FROM losses WHERE lost > 0) THEN 'unknown'
        WHEN last_stage = 'transmit' THEN 'transmitted'
        WHEN freed THEN 'consumed'
        ELSE 'alive'
    END AS fate,
    drop_reason, drop_place, usual, parent, lineage
FROM judged;
