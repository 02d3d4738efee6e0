-- title: A segment came to a connection that is gone
-- description: A TCP segment came to a client's port that no socket has. The client has closed or
--   aborted the connection, or never had it; it answers with a reset.
-- level: warning
-- finding: No connection of {daddr}[ in namespace {netns}] takes {flow}: it was closed, or never
--   was
-- confirm: {in netns}ss -tan dst {saddr}
-- change: See why the client closed first (a timeout, a crash); a stray segment after a close is
--   harmless.
-- report: skbtrail tcp-resets {trace}
-- report: skbtrail packet {trace} {packet}
-- source: net/ipv4/tcp_ipv4.c, tcp_v4_rcv
-- probes:
-- needs: causes
-- column: saddr                Source.
-- column: daddr                Destination.
-- column: netns                Network namespace.
-- column: flow                 The flow.
SELECT
    'likely' AS certainty,
    count(*) AS packets,
    count(DISTINCT flow) AS flows,
    min(ts) AS first,
    max(ts) AS last,
    min(packet, 5) AS evidence,
    saddr,
    daddr,
    netns,
    mode(flow) AS flow
FROM causes
WHERE cause = 'no connection'
GROUP BY saddr, daddr, netns;
