-- title: A listener's accept queue is full
-- description: A connection request came while as many connections as the listener's backlog allows
--   waited for accept. The kernel forgets the request without a drop; the client tries again.
-- level: error
-- finding: The accept queue of {daddr}[ port {dport}][ in namespace {netns}] is full: its program
--   does not accept connections fast enough
-- confirm: {in netns}ss -lnt[ sport = :{dport}]
-- confirm: {in netns}nstat -asz TcpExtListenOverflows TcpExtListenDrops
-- change: Make the program accept faster; raise the backlog that it gives to listen() and
--   net.core.somaxconn, the lesser of which counts.
-- report: skbtrail packet {trace} {packet}
-- source: net/ipv4/tcp_input.c, tcp_conn_request
-- probes: tcp_conn_request
-- needs: failures
-- column: daddr                Address of the listener.
-- column: dport                Its port.
-- column: netns                Network namespace.
SELECT
    'certain' AS certainty,
    packet, ts, flow_name(protocol, saddr, sport, daddr, dport, NULL) AS flow,
    daddr, dport, netns
FROM failures
WHERE failure = 'accept queue full';
