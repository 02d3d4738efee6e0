-- title: Packets by addresses and ports
-- description: One row per direction of a flow, by the addresses that its packets came in with.
--   Packets without an IP or ARP header belong to no flow.
-- needs: packets
-- column: protocol             As in events; ARP where the addresses come from an ARP header.
-- column: saddr                Source address.
-- column: sport                Source port; NULL for protocols without ports.
-- column: daddr                Destination address.
-- column: dport                Destination port.
-- column: packets              Packets, clones included.
-- column: bytes bytes          Sum of their lengths from the IP header.
-- column: events               Events of these packets.
-- column: dropped              Packets whose fate is dropped.
-- column: incomplete           Packets with missing events.
-- column: first time           First event.
-- column: last time            Last event.
-- cost: that of packets
CREATE VIEW flows AS
SELECT
    protocol, saddr, sport, daddr, dport,
    count(*) AS packets,
    CAST(sum(ip_len) AS BIGINT) AS bytes,
    CAST(sum(events) AS BIGINT) AS events,
    count(*) FILTER (fate = 'dropped') AS dropped,
    count(*) FILTER (NOT complete) AS incomplete,
    min(first) AS first,
    max(last) AS last
FROM packets
WHERE saddr IS NOT NULL
GROUP BY protocol, saddr, sport, daddr, dport;
