-- title: Nothing listens on the port
-- description: No socket takes the packet: the port is closed in this namespace, bound to another
--   address or address family, or the connection that it belongs to is gone. TCP answers with a
--   reset, UDP with ICMP port unreachable.
-- level: error
-- finding: Nothing listens on {protocol} {daddr}[ port {dport}][ in namespace {netns}]
-- confirm: {in netns}ss -{letter}lnp[ sport = :{dport}]
-- change: Start the service, or bind it to {daddr} or to all addresses; else correct the sender's
--   address and port.
-- report: skbtrail packet {trace} {packet}
-- source: net/ipv4/tcp_ipv4.c, tcp_v4_rcv; net/ipv4/udp.c, __udp4_lib_rcv
-- probes:
-- needs: causes
-- column: protocol             TCP or UDP.
-- column: letter               Option of ss for it.
-- column: daddr                Destination.
-- column: dport                Port; NULL for a client's.
-- column: netns                Network namespace.
SELECT
    'certain' AS certainty,
    packet, ts, flow, protocol,
    CASE protocol WHEN 'TCP' THEN 't' WHEN 'UDP' THEN 'u' ELSE 'a' END AS letter,
    daddr, dport, netns
FROM causes
WHERE cause = 'no listener';
