-- title: A connection is reset
-- description: A TCP segment with RST was seen that does not answer a packet to a closed port: the
--   program aborted the connection (it closed the socket with unread data, or had set SO_LINGER),
--   the program died, or a firewall rejects the packets.
-- level: warning
-- finding: {saddr}[ port {sport}] resets its connection with {daddr}[ port {dport}][ in namespace
--   {netns}][; TCP says {reset_reason}]
-- confirm: {in netns}nstat -asz TcpExtTCPAbortOnClose TcpExtTCPAbortOnData TcpOutRsts
-- change: See whether the program at {saddr} closed while data was still coming, crashed or timed
--   out; a rule that rejects with a reset looks the same.
-- report: skbtrail tcp-resets {trace}
-- report: skbtrail packet {trace} {packet}
-- source: net/ipv4/tcp.c, __tcp_close; RFC 9293, 3.5.2
-- probes:
-- needs: causes, events
-- column: saddr                Address that resets the connection.
-- column: sport                Its port; NULL if it is a client's.
-- column: daddr                Address whose connection is gone.
-- column: dport                Its port; NULL if it is a client's.
-- column: netns                Network namespace where the reset was seen first.
-- column: reset_reason         Reason that TCP gives (since Linux 6.10); NULL if it gives none.
WITH
    reset AS (
        SELECT
            packet, ts, saddr, sport, daddr, dport, reset_reason,
            coalesce(netns_name, CAST(netns AS VARCHAR)) AS netns
        FROM events
        WHERE contains(tcp_flags, 'RST') AND packet IS NOT NULL
        QUALIFY row_number() OVER (PARTITION BY packet ORDER BY seq) = 1 AND kind <> 'lineage'
    ),
    -- A port without a socket and a connection that is gone have findings of their own.
    refused AS (
        SELECT DISTINCT saddr, daddr
        FROM causes
        WHERE cause IN ('no listener', 'no connection')
    )
SELECT
    'possible' AS certainty,
    packet, ts,
    flow_name('TCP', saddr, source_port(sport, dport, false), daddr,
        destination_port(sport, dport, false), NULL) AS flow,
    saddr,
    source_port(sport, dport, false) AS sport,
    daddr,
    destination_port(sport, dport, false) AS dport,
    netns, reset_reason
FROM reset AS r
WHERE NOT EXISTS (FROM refused AS c WHERE c.saddr = r.daddr AND c.daddr = r.saddr);
