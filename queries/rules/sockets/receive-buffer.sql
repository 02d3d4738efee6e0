-- title: A socket's receive buffer is full
-- description: The packet came to its socket, which has no memory left for it: the program reads
--   more slowly than packets come, or the limit is too small for the burst.
-- level: error
-- finding: The {protocol} socket {daddr}[ port {dport}][ in namespace {netns}] has no room: its
--   program reads too slowly, or its buffer is too small ({reason})
-- confirm: {in netns}ss -anmp[ sport = :{dport}]
-- confirm: {in netns}nstat -asz UdpRcvbufErrors TcpExtTCPRcvQDrop
-- change: Make the program read faster, or raise SO_RCVBUF and net.core.rmem_max (UDP memory as a
--   whole: net.ipv4.udp_mem).
-- report: skbtrail packet {trace} {packet}
-- source: net/core/sock.c, sock_queue_rcv_skb_reason; net/ipv4/udp.c, __udp_enqueue_schedule_skb
-- probes:
-- needs: causes
-- column: protocol             TCP or UDP.
-- column: daddr                Address of the socket.
-- column: dport                Port; NULL for a client's.
-- column: netns                Network namespace.
-- example: reason              Drop reason.
SELECT
    'certain' AS certainty,
    packet, ts, flow, protocol, daddr, dport, netns, reason
FROM causes
WHERE cause = 'receive buffer';
