-- title: A listener's accept queue is full
-- description: A connection request, or the last segment of a handshake, arrived while the accept
--   queue was full: as many connections as the listener's backlog allows were waiting for accept().
--   The kernel ignores the segment without a drop, and the client tries again.
-- level: error
-- finding: The accept queue of {daddr}[ port {dport}][ in namespace {netns}] is full: its program
--   does not accept connections fast enough[ ({setting})][; meanwhile {counted}]
-- confirm: {in netns}ss -lnt[ sport = :{dport}]
-- confirm: {in netns}nstat -asz TcpExtListenOverflows TcpExtListenDrops
-- change: Make the program accept faster; raise the backlog that it gives to listen() and
--   net.core.somaxconn, the lesser of which counts.
-- report: skbtrail packet {trace} {packet}
-- source: net/ipv4/tcp_input.c, tcp_conn_request; net/ipv4/tcp_ipv4.c, tcp_v4_syn_recv_sock
-- probes: tcp_conn_request
-- needs: counters, failures, sysctls
-- column: daddr                Address of the listener.
-- column: dport                Its port.
-- column: netns                Network namespace.
-- column: setting              net.core.somaxconn: the largest backlog that the kernel lets a
--   program have.
-- column: counted              Kernel counters of that namespace that grew, and by how much.
WITH
    counted AS (
        SELECT
            trace, netns,
            string_agg(format('{} grew by {:,}', name, growth), ', ' ORDER BY name) AS counted
        FROM counters
        WHERE growth > 0 AND name IN ('TcpExtListenOverflows', 'TcpExtListenDrops')
        GROUP BY ALL
    )
SELECT
    'certain' AS certainty,
    f.packet, f.ts,
    flow_name(f.protocol, f.saddr, f.sport, f.daddr, f.dport, NULL) AS flow,
    f.daddr, f.dport, f.netns,
    s.in_words AS setting,
    c.counted
FROM failures AS f
LEFT JOIN sysctls AS s ON s.trace = trace_of(f.packet) AND s.netns = f.netns
    AND s.name = 'net.core.somaxconn'
LEFT JOIN counted AS c ON c.trace = trace_of(f.packet) AND c.netns = f.netns
WHERE f.failure = 'accept queue full';
