-- title: A socket's receive buffer is full
-- description: The packet reached its socket, which has no memory left for it: the program reads
--   more slowly than packets arrive, or the limit is too small for the burst.
-- level: error
-- finding: The {protocol} socket {daddr}[ port {dport}][ in namespace {netns}] has no room: its
--   program reads too slowly, or its buffer is too small ({reason})[;
--   meanwhile {counted}][; {setting}]
-- confirm: {in netns}ss -anmp[ sport = :{dport}]
-- confirm: {in netns}nstat -asz UdpRcvbufErrors TcpExtTCPRcvQDrop
-- change: Make the program read faster, or raise SO_RCVBUF and net.core.rmem_max (UDP memory as a
--   whole: net.ipv4.udp_mem).
-- report: skbtrail packet {trace} {packet}
-- source: net/core/sock.c, sock_queue_rcv_skb_reason; net/ipv4/udp.c, __udp_enqueue_schedule_skb
-- probes:
-- needs: causes, counters, sysctls
-- column: protocol             TCP or UDP.
-- column: daddr                Address of the socket.
-- column: dport                Port; NULL if it is a client's.
-- column: netns                Network namespace.
-- example: reason              Drop reason.
-- column: counted              Kernel counters of that namespace that grew, and by how much.
-- column: setting              net.core.rmem_max: the largest receive buffer that a program may ask
--   for.
WITH
    counted AS (
        SELECT
            trace, netns,
            string_agg(format('{} grew by {:,}', name, growth), ', ' ORDER BY name) AS counted
        FROM counters
        WHERE growth > 0 AND name IN (
            'UdpRcvbufErrors', 'Udp6RcvbufErrors', 'TcpExtTCPRcvQDrop', 'TcpExtPruneCalled')
        GROUP BY ALL
    )
SELECT
    'certain' AS certainty,
    d.packet, d.ts, d.flow, d.protocol, d.daddr, d.dport, d.netns, d.reason,
    c.counted,
    s.in_words AS setting
FROM causes AS d
LEFT JOIN counted AS c ON c.trace = trace_of(d.packet) AND c.netns = d.netns
LEFT JOIN sysctls AS s ON s.trace = trace_of(d.packet) AND s.netns = d.netns
    AND s.name = 'net.core.rmem_max'
WHERE d.cause = 'receive buffer';
