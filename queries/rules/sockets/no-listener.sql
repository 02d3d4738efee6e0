-- title: Nothing listens on the port
-- description: No socket takes the packet: the port is closed in this namespace, bound to another
--   address or address family, or the connection of the packet no longer exists. TCP answers with a
--   reset, UDP with ICMP port unreachable.
-- level: error
-- finding: Nothing listens on {protocol} {daddr}[ port {dport}][ in namespace {netns}][: a socket
--   is bound to that port on {others}][: {opened}]
-- confirm: {in netns}ss -{letter}lnp[ sport = :{dport}]
-- change: Start the service, or bind it to {daddr} or to all addresses; else correct the sender's
--   address and port.
-- report: skbtrail packet {trace} {packet}
-- source: net/ipv4/tcp_ipv4.c, tcp_v4_rcv; net/ipv4/udp.c, __udp4_lib_rcv
-- probes:
-- needs: causes, listeners
-- column: protocol             TCP or UDP.
-- column: letter               Option of ss for that protocol.
-- column: daddr                Destination.
-- column: dport                Port; NULL if it is a client's.
-- column: netns                Network namespace.
-- column: others               Other addresses to which the snapshot has a socket bound on that
--   port.
-- column: opened               A socket for that address that was opened or closed during the
--   recording.
WITH
    wanted AS (
        SELECT DISTINCT trace_of(packet) AS trace, netns, protocol, daddr, dport
        FROM causes
        WHERE cause = 'no listener'
    ),
    bound AS (
        SELECT
            w.*,
            l.address, l.change,
            l.address IN (w.daddr, '::') OR l.address = '0.0.0.0' AND NOT contains(w.daddr, ':')
                AS fits
        FROM wanted AS w
        JOIN listeners AS l ON l.trace = w.trace AND l.netns = w.netns
            AND l.protocol = w.protocol AND l.port = w.dport
    ),
    described AS (
        SELECT
            trace, netns, protocol, daddr, dport,
            bool_or(fits) AS fits,
            each_once(list(address) FILTER (NOT fits), ', ') AS others,
            each_once(list(format('a socket on {} was {} during the recording', address,
                CASE change WHEN 'added' THEN 'opened' ELSE 'closed' END))
                FILTER (fits AND change IS NOT NULL), ', ') AS opened
        FROM bound
        GROUP BY ALL
    )
SELECT
    'certain' AS certainty,
    c.packet, c.ts, c.flow, c.protocol,
    CASE c.protocol WHEN 'TCP' THEN 't' WHEN 'UDP' THEN 'u' ELSE 'a' END AS letter,
    c.daddr, c.dport, c.netns,
    CASE WHEN NOT t.fits THEN t.others END AS others,
    t.opened
FROM causes AS c
LEFT JOIN described AS t ON t.trace = trace_of(c.packet) AND t.netns = c.netns
    AND t.protocol = c.protocol AND t.daddr = c.daddr AND t.dport = c.dport
WHERE c.cause = 'no listener';
