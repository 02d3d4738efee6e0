-- title: Drops that are faults or may be, with their cause
-- description: One row per drop that is or may be a fault, with its cause, which decides the rule
--   of skbtrail explain that it belongs to. No drop has two causes.
-- needs: cgroup_programs, counters, drops, links, snat_rules
-- column: packet               Packet that was dropped; NULL when it was never tracked.
-- column: ts time              When.
-- column: reason               Name in enum skb_drop_reason; NULL on a kernel that gives none.
-- column: function             Function that freed the packet.
-- column: after                As in drops.
-- column: hook                 As in drops.
-- column: note                 As in drops.
-- column: refused_by           As in drops; also prohibit where only the function shows it.
-- column: flow                 Addresses of the packet, without the client's port.
-- column: came_as              As in drops.
-- column: protocol             As in drops.
-- column: saddr                Source address.
-- column: daddr                Destination address.
-- column: dport                Destination port; NULL if it is a client's.
-- column: sport                Source port.
-- column: ifname               Interface where it was dropped; NULL when that is not known.
-- column: netns                Name (else inode) of the network namespace; NULL likewise.
-- column: class                fault or unknown.
-- column: cause                Short name of the cause; NULL where only the drop reason tells it.
-- cost: that of the view drops
CREATE VIEW causes AS
SELECT
    packet, ts, reason, function, after, hook, note,
    coalesce(refused_by, CASE WHEN ends_with(function, '_prohibit') THEN 'prohibit' END)
        AS refused_by,
    flow_name(protocol, saddr, source_port(sport, dport, false), daddr,
        destination_port(sport, dport, false), icmp_type) AS flow,
    came_as, protocol, saddr, daddr,
    destination_port(sport, dport, false) AS dport,
    sport, ifname, netns, class,
    CASE
        WHEN note LIKE 'XDP program%' OR reason = 'XDP' THEN 'XDP program'
        WHEN note LIKE 'bridge VLAN filter%' THEN 'bridge VLAN filter'
        WHEN note = 'bridge port refuses' THEN 'bridge port, out'
        -- Other drops of an incoming frame have no reason on old kernels either; the state decides.
        WHEN reason = 'BRIDGE_INGRESS_STP_STATE'
            OR unnamed(reason) AND regexp_matches(function, '^br_handle_frame') AND EXISTS (
                FROM links AS l
                WHERE l.trace = trace_of(packet) AND l.netns = drops.netns
                    AND l.ifname = drops.ifname
                    AND (l.port_state = 'learning' OR l.port_state_before = 'learning'
                        OR NOT role_past_port(function)
                        AND (l.port_state <> 'forwarding' OR l.port_state_before <> 'forwarding')))
            THEN 'bridge port, in'
        WHEN function = 'tun_net_xmit'
            AND coalesce(reason IN ('DEV_READY', 'FULL_RING'), true) THEN 'tun queue'
        WHEN (reason IN ('QDISC_DROP', 'QDISC_DROP_GENERIC')
                OR reason IS NULL AND contains(function, 'kfree_skb_list'))
            AND EXISTS (
                FROM links AS l
                WHERE l.trace = trace_of(packet) AND l.netns = drops.netns
                    AND l.ifname = drops.ifname
                    AND (NOT l.up OR NOT l.carrier OR NOT l.carrier_before))
            THEN 'no carrier'
        WHEN note LIKE 'no IPsec state that fits%' THEN 'IPsec state'
        -- Without a state IPsec gives a local packet a route that drops it, and counts that.
        WHEN reason = 'XFRM_POLICY' OR unnamed(reason) AND role_route_refuses(function)
            AND refused_by IS NULL AND NOT contains(daddr, ':') AND EXISTS (
                FROM counters AS c
                WHERE c.trace = trace_of(packet) AND c.netns = drops.netns
                    AND c.name = 'XfrmOutNoStates' AND c.growth > 0)
            THEN 'IPsec policy'
        WHEN reason = 'IP_RPFILTER' OR note LIKE '%(other interface)' THEN 'reverse path'
        WHEN reason = 'IP_LOCAL_SOURCE' OR note LIKE '%(own address,%' THEN 'own source'
        WHEN reason IN ('IP_LOCALNET', 'IP_INVALID_SOURCE', 'IP_INVALID_DEST')
            OR note LIKE '%martian%' THEN 'martian'
        WHEN refused_by = 'not forwarding' THEN 'not forwarding'
        -- For a destination without a route, IPv6 has a route of type unreachable.
        WHEN refused_by IN ('blackhole', 'prohibit') OR ends_with(function, '_prohibit')
            OR refused_by = 'unreachable' AND NOT contains(daddr, ':')
            THEN 'route refuses'
        WHEN refused_by IS NOT NULL OR reason IN ('IP_INNOROUTES', 'IP_OUTNOROUTES')
            THEN 'no route'
        WHEN function IN ('ip_forward', 'ip6_forward')
            AND (reason = 'IP_INHDR' OR note LIKE 'answered with ICMP time exceeded%')
            THEN 'hop limit'
        WHEN reason = 'FRAG_REASM_TIMEOUT'
            OR note = 'answered with ICMP time exceeded, reassembly' THEN 'fragment missing'
        WHEN reason = 'PKT_TOO_BIG' OR note LIKE 'answered with ICMP %fragmentation needed'
            OR note LIKE 'answered with ICMP packet too big%' THEN 'too big'
        -- The restricted back-end does not see which part of netfilter dropped it.
        WHEN (reason = 'NETFILTER_DROP' OR reason IS NULL)
            AND (contains(hook, ' conntrack (') OR reason IS NOT NULL AND hook IS NULL)
            AND NOT contains(came_as, format(' {} >', saddr))
            AND EXISTS (
                FROM snat_rules AS s
                WHERE s.trace = trace_of(packet) AND s.netns = drops.netns
                    AND coalesce(s.address = saddr, true)
                    AND sport BETWEEN s.first_port AND s.last_port)
            AND EXISTS (
                FROM counters AS c
                WHERE c.trace = trace_of(packet) AND c.netns = drops.netns
                    AND c.name = 'nf_conntrack_insert_failed' AND c.growth > 0)
            THEN 'SNAT ports'
        WHEN reason = 'NETFILTER_DROP' OR reason IS NULL AND hook IS NOT NULL
            THEN CASE
                WHEN contains(hook, ' conntrack (') THEN 'conntrack'
                WHEN contains(hook, ' NAT (') THEN 'NAT'
                WHEN contains(hook, '(') THEN 'netfilter function'
                WHEN contains(hook, ' ') THEN 'netfilter rule'
                ELSE 'netfilter'
            END
        WHEN protocol IN ('TCP', 'UDP') AND answers(sport, dport)
            AND (reason = 'NO_SOCKET' OR unnamed(reason) AND note = 'answered with a reset'
                OR protocol = 'UDP' AND note LIKE 'answered with ICMP %, port')
            THEN 'no connection'
        WHEN reason = 'NO_SOCKET' AND protocol IN ('TCP', 'UDP', 'UDPLITE', 'SCTP', 'DCCP')
            OR unnamed(reason) AND note = 'answered with a reset'
            OR protocol IN ('UDP', 'UDPLITE') AND note LIKE 'answered with ICMP %, port'
            THEN 'no listener'
        WHEN reason IN ('SOCKET_RCVBUFF', 'PROTO_MEM', 'UDP_MEM') THEN 'receive buffer'
        WHEN reason IN ('IP_CSUM', 'TCP_CSUM', 'UDP_CSUM', 'ICMP_CSUM', 'SKB_CSUM')
            THEN 'checksum'
        WHEN reason = 'NEIGH_FAILED' OR reason IS NULL AND function = 'neigh_invalidate'
            THEN 'neighbour failed'
        WHEN reason IN ('TC_INGRESS', 'TC_EGRESS') THEN 'tc filter'
        WHEN reason = 'BPF_CGROUP_EGRESS'
            OR reason IS NULL AND role_asks_cgroup(function) AND EXISTS (
                FROM cgroup_programs AS p
                WHERE p.trace = trace_of(packet) AND p.hook = 'egress')
            THEN 'cgroup, out'
        WHEN reason = 'SOCKET_FILTER' AND EXISTS (
                FROM cgroup_programs AS p
                WHERE p.trace = trace_of(packet) AND p.hook = 'ingress')
            THEN 'cgroup, in'
        WHEN regexp_matches(reason, '^(QDISC|FQ|CAKE|DUALPI2)_') AND reason <> 'QDISC_BURST_DROP'
            THEN 'qdisc'
    END AS cause
FROM drops
WHERE class IN ('fault', 'unknown');
