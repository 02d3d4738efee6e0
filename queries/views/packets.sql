-- title: One life of a packet
-- description: One row for each packet: the time between the first and the last event of one
--   sk_buff, where it came in and went out, and what became of it. A clone is a packet of its own.
--   Fate: dropped (kfree_skb, except everyday frees), delivered (handed to a socket, or merged with
--   TCP data there, or handed to ICMP of this kernel), merged (its data went on in another packet:
--   GRO, reassembly, a rebuilt sk_buff), segmented (its data went on in segments or fragments),
--   transmitted (last handed to a device: what that did with it is not known), consumed (freed
--   after use: a tap's clone, acknowledged data ...), alive (no end seen), unknown (missing events
--   could say otherwise, or the kernel does not say whether a free was a drop).
-- needs: dropped, events, functions, lineage, losses
-- column: packet               Number of the packet.
-- column: trace                Trace that it comes from, as in traces.
-- column: first time           First event.
-- column: last time            Last event.
-- column: duration_ns ns       Time between the two.
-- column: events               Events that are in the trace.
-- column: missing              Events that are missing: holes in seq, and what it did in an earlier
--   part of the recording that is not here.
-- column: ended                Was its end seen: a free, or all its data in another packet?
-- column: complete             Is its whole life in the trace? Not if it has a hole, or if a loss
--   noticed after its last event may hide its end or the rest of a call that had not returned.
-- column: flow                 Addresses at the first event that has them: UDP a:1 > b:2.
-- column: exit_flow            Addresses at the last event that has them (NAT changes them).
-- column: protocol             As in events, at the first event that has addresses; ARP where these
--   come from an ARP header.
-- column: saddr                Source address at that event.
-- column: sport                Source port at that event.
-- column: daddr                Destination address at that event.
-- column: dport                Destination port at that event.
-- column: ip_len bytes         Length from the IP header, at the first event that knows it.
-- column: payload_len bytes    Bytes after the transport header, at the last event that knows it.
-- column: first_function       Function of the first event.
-- column: last_function        Last function that it entered; where only returns were recorded, the
--   last that returned.
-- column: first_netns          Name (else inode) of the first network namespace.
-- column: last_netns           Name (else inode) of the last one; NULL when it went on to an
--   unknown device.
-- column: first_ifname         First interface.
-- column: last_ifname          Last interface; NULL likewise.
-- column: fate                 dropped, delivered, merged, segmented, transmitted, consumed, alive
--   or unknown.
-- column: drop_reason          Reason of its kfree_skb, whether that was a drop or not.
-- column: drop_function        Function that freed it by that kfree_skb.
-- column: drop_class           Class of that free: fault, everyday, consequence or unknown, as in
--   frees.
-- column: usual                Why it was an everyday free; NULL when it may be anything else.
-- column: parent               Packet from which it was made; NULL for most.
-- column: lineage              How it was made from that packet: clone, copy, segment, fragment or
--   another kind of the view lineage.
-- column: aside                Is it a clone or copy that took no path of its own, such as one for
--   a tap, a raw socket or a retransmission? NULL when missing events could say otherwise.
-- column: merged_into          Packet in which its data went on, for fate merged; NULL when the
--   lineage row is missing.
-- cost: one aggregation of all events by packet, and that of the view dropped
CREATE VIEW packets AS
WITH
    -- The stage of each function that moves a packet, and whether its returns are recorded too,
    -- which matters only if events may be missing.
    known AS (
        SELECT function, max(stage) AS stage, bool_or(returns) AS returns
        FROM (
            SELECT function, stage, false AS returns FROM functions
            UNION ALL
            -- A function of which only rejections are recorded has no entry event.
            SELECT function, NULL, true
            FROM events
            WHERE kind IN ('entry', 'return') AND EXISTS (FROM losses WHERE lost > 0)
            GROUP BY function
            HAVING count(DISTINCT kind) = 2
        )
        GROUP BY function
    ),
    event AS (
        SELECT
            e.*,
            -- A return belongs to a stage that the packet has left; it may even come after its end.
            CASE WHEN e.kind <> 'return' THEN f.stage END AS stage,
            CASE
                WHEN NOT coalesce(f.returns, false) THEN 0
                WHEN e.kind = 'return' THEN -1
                WHEN e.kind = 'entry' THEN 1
                ELSE 0
            END AS calls,
            -- Empty if the packet is at another device that the event does not name.
            coalesce(e.netns_name, CAST(e.netns AS VARCHAR),
                CASE WHEN role_arrives(e.function) THEN '' END) AS at_netns,
            coalesce(e.ifname, CASE WHEN role_arrives(e.function) THEN '' END) AS at_ifname,
            {
                'protocol': coalesce(e.protocol, arp_name(e.ethertype)),
                'saddr': e.saddr, 'sport': e.sport, 'daddr': e.daddr,
                'dport': e.dport, 'icmp_type': e.icmp_type
            } AS headers
        FROM events AS e
        LEFT JOIN known AS f ON f.function = e.function
        WHERE e.packet IS NOT NULL
    ),
    life AS (
        SELECT
            packet,
            min(ts) AS first,
            max(ts) AS last,
            count(*) AS events,
            greatest(0, max(seq) + 1 - count(seq)) AS missing,
            arg_min(headers, seq) FILTER (saddr IS NOT NULL) AS entry,
            arg_max(headers, seq) FILTER (saddr IS NOT NULL) AS leave,
            arg_min(nullif(ip_len, 0), seq) AS ip_len,
            arg_max(payload_len, seq) AS payload_len,
            arg_min(function, seq) AS first_function,
            coalesce(arg_max(function, seq) FILTER (kind <> 'return'), arg_max(function, seq))
                AS last_function,
            arg_min(nullif(at_netns, ''), seq) AS first_netns,
            nullif(arg_max(at_netns, seq), '') AS last_netns,
            arg_min(ifname, seq) AS first_ifname,
            nullif(arg_max(at_ifname, seq), '') AS last_ifname,
            arg_max(stage, seq) FILTER (stage NOT IN ('free', 'netfilter')) AS last_stage,
            bool_or(coalesce(stage = 'free', false)) AS freed,
            sum(calls) > 0 AS calling,
            max(parent) FILTER (seq = 0) AS parent,
            max(lineage) FILTER (seq = 0) AS lineage
        FROM event
        GROUP BY packet
    ),
    died AS (
        SELECT
            packet,
            arg_max(
                {
                    'reason': reason, 'function': function, 'class': class, 'usual': usual,
                    'netns': netns, 'ifname': ifname
                },
                seq) AS death
        FROM dropped
        GROUP BY packet
    ),
    onward AS (
        SELECT
            parent,
            max(packet) FILTER (joins AND lineage IN ('coalesce', 'reassemble', 'rebuild'))
                AS merged_into,
            bool_or(lineage IN ('segment', 'fragment') AND NOT role_cuts_off(function)) AS cut
        FROM lineage
        GROUP BY parent
    ),
    -- The recorder notices a loss only afterwards, so one noticed before an event removed nothing
    -- after that event. A loss known only from the footer may have happened at any time.
    loss AS (
        SELECT trace, max(coalesce(ts, CAST('infinity' AS TIMESTAMP_NS))) AS latest
        FROM losses
        WHERE lost > 0
        GROUP BY trace
    ),
    -- A merge is recorded as an event of the other packet, right before the end of this one. The
    -- recorder polls for losses ten times a second; a second is allowed for.
    loss_near AS (
        SELECT DISTINCT trace, second
        FROM (
            SELECT trace, unnest([epoch_ns(ts) // 1000000000, epoch_ns(ts) // 1000000000 - 1])
                AS second
            FROM losses
            WHERE lost > 0
        )
    ),
    judged AS (
        SELECT
            l.*,
            o.merged_into,
            coalesce(o.cut, false) AS cut,
            l.freed OR o.merged_into IS NOT NULL AS ended,
            coalesce(l.last <= s.latest, false) AS before_loss,
            coalesce(l.last <= s.latest AND (n.trace IS NOT NULL OR NOT isfinite(s.latest)), false)
                AS loss_at_end,
            d.death
        FROM life AS l
        LEFT JOIN died AS d ON d.packet = l.packet
        LEFT JOIN onward AS o ON o.parent = l.packet
        LEFT JOIN loss AS s ON s.trace = trace_of(l.packet)
        LEFT JOIN loss_near AS n
            ON n.trace = trace_of(l.packet) AND n.second = epoch_ns(l.last) // 1000000000
    ),
    weighed AS (
        SELECT
            *,
            missing = 0 AND NOT (before_loss AND (NOT freed OR calling)) AS complete,
            -- A missing return would not change the fate.
            missing > 0 OR before_loss AND NOT ended AS uncertain
        FROM judged
    )
SELECT
    packet,
    trace_of(packet) AS trace,
    first,
    last,
    epoch_ns(last) - epoch_ns(first) AS duration_ns,
    events,
    missing,
    ended,
    complete,
    flow_name(entry.protocol, entry.saddr, entry.sport, entry.daddr, entry.dport, entry.icmp_type)
        AS flow,
    flow_name(leave.protocol, leave.saddr, leave.sport, leave.daddr, leave.dport, leave.icmp_type)
        AS exit_flow,
    entry.protocol AS protocol,
    entry.saddr AS saddr,
    entry.sport AS sport,
    entry.daddr AS daddr,
    entry.dport AS dport,
    ip_len, payload_len,
    first_function, last_function, first_netns,
    CASE WHEN death IS NULL THEN last_netns ELSE death.netns END AS last_netns,
    first_ifname,
    CASE WHEN death IS NULL THEN last_ifname ELSE death.ifname END AS last_ifname,
    CASE
        -- Whether a free counts as everyday can depend on missing headers.
        WHEN death.class = 'fault' AND (missing = 0 OR leave IS NOT NULL) THEN 'dropped'
        WHEN uncertain OR death.class = 'unknown' THEN 'unknown'
        -- Data that a closing socket had not read was delivered; what a queue drops was not.
        WHEN death.class = 'consequence' AND last_stage IS DISTINCT FROM 'deliver' THEN 'dropped'
        WHEN last_stage = 'deliver'
            OR role_ends_merged(last_function) AND role_merges_in_queue(last_function)
                AND leave.protocol = 'TCP' AND merged_into IS NULL
            THEN 'delivered'
        WHEN merged_into IS NOT NULL
            OR role_ends_merged(last_function) AND NOT role_merges_in_queue(last_function)
            THEN 'merged'
        WHEN cut AND last_stage <> 'transmit' THEN 'segmented'
        WHEN loss_at_end THEN 'unknown'
        WHEN last_stage = 'transmit' THEN 'transmitted'
        WHEN freed THEN 'consumed'
        ELSE 'alive'
    END AS fate,
    death.reason AS drop_reason,
    death.function AS drop_function,
    death.class AS drop_class,
    death.usual AS usual,
    parent, lineage,
    CASE
        WHEN NOT (uncertain OR loss_at_end)
        THEN coalesce(lineage IN ('clone', 'copy'), false) AND last_stage IS NULL
            AND death IS NULL AND NOT cut AND merged_into IS NULL
    END AS aside,
    merged_into
FROM weighed;
