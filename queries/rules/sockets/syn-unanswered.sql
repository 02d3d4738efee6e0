-- title: A listener does not answer connection requests
-- description: A SYN reached its listener, or passed INPUT, and was not dropped, but no SYN-ACK was
--   seen before the SYN was repeated: the SYN backlog is full, the listener refuses, or the answer
--   was not traced.
-- level: error
-- finding: {daddr}[ port {dport}][ in namespace {netns}] does not answer connection requests that
--   came to it: its SYN backlog or accept queue is full, or it refuses[; meanwhile {counted}][
--   ({setting})]
-- confirm: {in netns}ss -nt state syn-recv[ sport = :{dport}]
-- confirm: {in netns}nstat -asz TcpExtListenDrops TcpExtTCPReqQFullDrop TcpExtTCPReqQFullDoCookies
-- change: Raise the listener's backlog and net.ipv4.tcp_max_syn_backlog, and keep
--   net.ipv4.tcp_syncookies on; a client that does not complete the handshake may be the reason.
-- report: skbtrail packet {trace} {packet}
-- source: net/ipv4/tcp_input.c, tcp_conn_request
-- probes: tcp_conn_request, nf:INPUT:last
-- needs: completeness, counters, failures, sysctls
-- column: daddr                Address of the listener.
-- column: dport                Its port.
-- column: netns                Network namespace.
-- column: counted              Kernel counters of that namespace that grew, and by how much.
-- column: setting              Sysctls that limit its queues or turn on SYN cookies.
WITH
    counted AS (
        SELECT
            trace, netns,
            string_agg(format('{} grew by {:,}', name, growth), ', ' ORDER BY name) AS counted
        FROM counters
        WHERE growth > 0 AND name IN (
            'TcpExtListenOverflows', 'TcpExtListenDrops', 'TcpExtTCPReqQFullDrop',
            'TcpExtTCPReqQFullDoCookies')
        GROUP BY ALL
    ),
    setting AS (
        SELECT trace, netns, string_agg(in_words, ', ' ORDER BY name) AS setting
        FROM sysctls
        WHERE name IN ('net.core.somaxconn', 'net.ipv4.tcp_max_syn_backlog',
            'net.ipv4.tcp_syncookies')
        GROUP BY ALL
    )
SELECT
    -- An answer may be among the events that were lost.
    CASE WHEN (SELECT complete FROM completeness) THEN 'likely' ELSE 'possible' END AS certainty,
    f.packet, f.ts,
    flow_name(f.protocol, f.saddr, f.sport, f.daddr, f.dport, NULL) AS flow,
    f.daddr, f.dport, f.netns, c.counted, s.setting
FROM failures AS f
LEFT JOIN counted AS c ON c.trace = trace_of(f.packet) AND c.netns = f.netns
LEFT JOIN setting AS s ON s.trace = trace_of(f.packet) AND s.netns = f.netns
WHERE f.failure = 'SYN unanswered';
