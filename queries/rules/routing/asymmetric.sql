-- title: The two directions of a conversation take different interfaces
-- description: Packets of one direction leave by one interface, and packets of the other direction
--   come in by another. That is not a fault by itself (several paths, bonding), but a strict
--   rp_filter, a firewall that sees only one direction and NAT fail with it.
-- level: warning
-- finding: Packets of {flow} leave by {out_ifname}, and those of the other direction come in by
--   {in_ifname}[ in namespace {netns}]
-- confirm: {in netns}ip route get {daddr}
-- confirm: {in netns}ip[ {family}] rule show
-- change: If it is not meant to be so, correct the route at the end that sends the other way; with
--   it, set rp_filter to 2 (loose) on {in_ifname}.
-- report: skbtrail paths {trace}
-- report: skbtrail packet {trace} {packet}
-- source: RFC 3704, 2.4; net/ipv4/fib_frontend.c, __fib_validate_source
-- probes: netif_receive_skb, net_dev_start_xmit
-- needs: events
-- column: out_ifname           Interfaces by which packets leave.
-- column: in_ifname            Interfaces by which packets of the other direction come in.
-- column: netns                Network namespace.
-- column: saddr                Sender of the packets that leave.
-- column: daddr                Host that answers.
-- example: family              -6 for an IPv6 flow: plain ip rule shows only IPv4 rules.
WITH
    crossing AS NOT MATERIALIZED (
        SELECT
            trace_of(packet) AS trace, packet, ts, protocol, saddr, sport, daddr, dport, ifname,
            coalesce(netns_name, CAST(netns AS VARCHAR)) AS netns,
            role_sent(function) AS leaves,
            hash(saddr, sport) AS source,
            hash(daddr, dport) AS destination,
            xor(source, xor(destination, hash(netns, netns_name, trace_of(packet))))
                AS conversation
        FROM events
        WHERE (role_sent(function) OR role_received(function)) AND kind <> 'return'
            AND packet IS NOT NULL AND saddr IS NOT NULL AND daddr IS NOT NULL AND ifname <> 'lo'
            AND ethertype IS DISTINCT FROM 'ARP'
    ),
    -- First by hash, per direction: if the directions have an interface in common that comes first
    -- in both, the conversation is fine. Only the others are compared by name. (A list, so that the
    -- optimizer knows that these are few compared with all events.)
    suspect AS MATERIALIZED (
        SELECT unnest(list(conversation)) AS conversation
        FROM (
            SELECT conversation
            FROM crossing
            GROUP BY conversation, leaves = (source < destination)
            HAVING min(hash(ifname)) FILTER (leaves) <> min(hash(ifname)) FILTER (NOT leaves)
        )
    ),
    history AS (
        SELECT
            trace, netns, protocol, saddr, sport, daddr, dport, leaves,
            list_sort(list(DISTINCT ifname)) AS ifnames,
            min({'ts': ts, 'packet': packet}) AS first
        FROM crossing
        WHERE conversation IN (SELECT conversation FROM suspect)
            AND NOT is_multicast(daddr)
        GROUP BY ALL
    )
SELECT
    'possible' AS certainty,
    i.first.packet AS packet,
    i.first.ts AS ts,
    flow_name(o.protocol, o.saddr, source_port(o.sport, o.dport, false), o.daddr,
        destination_port(o.sport, o.dport, false), NULL) AS flow,
    array_to_string(o.ifnames, ', ') AS out_ifname,
    array_to_string(i.ifnames, ', ') AS in_ifname,
    o.netns, o.saddr, o.daddr,
    CASE WHEN contains(o.daddr, ':') THEN '-6' END AS family
FROM history AS o
JOIN history AS i
    ON i.trace = o.trace AND i.netns IS NOT DISTINCT FROM o.netns
        AND i.protocol IS NOT DISTINCT FROM o.protocol
        AND i.saddr = o.daddr AND i.daddr = o.saddr
        AND i.sport IS NOT DISTINCT FROM o.dport AND i.dport IS NOT DISTINCT FROM o.sport
WHERE o.leaves AND NOT i.leaves AND NOT list_has_any(o.ifnames, i.ifnames);
