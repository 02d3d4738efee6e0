-- title: Every event on one line
-- description: One row per event in order of time, across all packets, with the columns that
--   skbtracer prints. Protocols are T (TCP, with its flags), U (UDP), I (ICMP) or a name.
-- needs: events, trace
-- param: top INTEGER = 100     Rows to show.
-- column: time offset          When, from the start of the trace.
-- column: network_ns           Name (else inode) of the network namespace.
-- column: cpu                  CPU on which it happened.
-- column: interface            Interface that the packet is at.
-- column: dest_mac             Destination link-layer address, without colons.
-- column: ip_len               Length from the IP header, in bytes.
-- column: pkt_info             Protocol, flags, source and destination with their ports.
-- column: trace_info           Number and type of the packet, [family table hook verdict] where
--   netfilter is, and the function.
-- empty: The trace has no events.
-- cost: one pass over all events for the first rows by time, the only ones that are formatted
WITH
    first_events AS MATERIALIZED (
        FROM events ORDER BY ts, packet, seq LIMIT getvariable('top')
    )
SELECT
    epoch_ns(e.ts) - epoch_ns(coalesce(t.start, (SELECT min(ts) FROM first_events))) AS time,
    coalesce(e.netns_name, CAST(e.netns AS VARCHAR)) AS network_ns,
    e.cpu,
    e.ifname AS interface,
    replace(e.dst_mac, ':', '') AS dest_mac,
    e.ip_len,
    CASE
        WHEN e.saddr IS NOT NULL
        THEN CASE e.protocol
                WHEN 'TCP' THEN 'T_' || coalesce(replace(e.tcp_flags, '|', ','), '')
                WHEN 'UDP' THEN 'U'
                WHEN 'ICMP' THEN 'I_' || coalesce(icmp_name(e.protocol, e.icmp_type), '')
                WHEN 'ICMPv6' THEN 'I_' || coalesce(icmp_name(e.protocol, e.icmp_type), '')
                ELSE coalesce(e.protocol, e.ethertype, 'IP')
            END
            || ' ' || endpoint(e.saddr, e.sport) || ' -> ' || endpoint(e.daddr, e.dport)
    END AS pkt_info,
    e.packet || coalesce('.' || e.pkt_type, '') || ' '
        || CASE
            WHEN e.nf_hook IS NOT NULL OR e.nf_table IS NOT NULL
            THEN '[' || concat_ws(' ', e.nf_family, e.nf_table, e.nf_hook, e.verdict) || '] '
            ELSE ''
        END
        || step_name(e.kind, e.function) AS trace_info
FROM first_events AS e
CROSS JOIN trace AS t
ORDER BY e.ts, e.packet, e.seq;
