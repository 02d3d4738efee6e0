-- title: A listener does not answer connection requests
-- description: A SYN came to its listener, or through INPUT, was not dropped, and no SYN-ACK was
--   seen before it was repeated: the SYN backlog is full, the listener refuses, or the answer was
--   not traced.
-- level: error
-- finding: {daddr}[ port {dport}][ in namespace {netns}] does not answer connection requests that
--   came to it: its SYN backlog or accept queue is full, or it refuses
-- confirm: {in netns}ss -nt state syn-recv[ sport = :{dport}]
-- confirm: {in netns}nstat -asz TcpExtListenDrops TcpExtTCPReqQFullDrop TcpExtTCPReqQFullDoCookies
-- change: Raise the listener's backlog and net.ipv4.tcp_max_syn_backlog, and keep
--   net.ipv4.tcp_syncookies on; a client that does not complete the handshake may be the reason.
-- report: skbtrail packet {trace} {packet}
-- source: net/ipv4/tcp_input.c, tcp_conn_request
-- probes: tcp_conn_request, nf:INPUT:last
-- needs: completeness, failures
-- column: daddr                Address of the listener.
-- column: dport                Its port.
-- column: netns                Network namespace.
SELECT
    -- An answer may be among the events that were lost.
    CASE WHEN (SELECT complete FROM completeness) THEN 'likely' ELSE 'possible' END AS certainty,
    packet, ts, flow_name(protocol, saddr, sport, daddr, dport, NULL) AS flow,
    daddr, dport, netns
FROM failures
WHERE failure = 'SYN unanswered';
