-- title: A packet came to a client's port that no socket has
-- description: A TCP segment or UDP datagram came from a server's port to a client's, and no socket
--   takes it. The client has closed or aborted the connection, or never had it. The kernel answers
--   with a reset, or with ICMP port unreachable.
-- level: warning
-- finding: No {socket} of {daddr}[ in namespace {netns}] takes {flow}: it was closed, or never
--   was
-- confirm: {in netns}ss -{letter}an dst {saddr}
-- change: See why the client closed first (a timeout, a crash); a stray packet after a close is
--   harmless. If the client is another host, whose packets are translated here (NAT), see why the
--   answers are not translated back.
-- report: skbtrail packet {trace} {packet}
-- source: net/ipv4/tcp_ipv4.c, tcp_v4_rcv; net/ipv4/udp.c, __udp4_lib_rcv
-- probes:
-- needs: causes
-- column: socket               What does not exist: a connection (TCP) or a socket (UDP).
-- column: letter               Option of ss for that protocol.
-- column: saddr                Source.
-- column: daddr                Destination.
-- column: netns                Network namespace.
SELECT
    'likely' AS certainty,
    packet, ts, flow,
    CASE protocol WHEN 'TCP' THEN 'connection' ELSE 'socket' END AS socket,
    CASE protocol WHEN 'TCP' THEN 't' ELSE 'u' END AS letter,
    saddr, daddr, netns
FROM causes
WHERE cause = 'no connection';
