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
SELECT
    'likely' AS certainty,
    packet, ts, flow, saddr, daddr, netns
FROM causes
WHERE cause = 'no connection';
