-- title: A program reads late what it received
-- description: A packet was put into the receive queue of a socket, and the program read it 100 ms
--   later or more.
-- level: warning
-- finding: {flow} waits up to {wait} in the receive queue of its socket[ in namespace {netns}]: the
--   program reads late
-- confirm: {in netns}ss -nmtup
-- change: See what the program does meanwhile; a larger buffer only makes packets wait longer.
-- report: skbtrail queueing {trace}
-- report: skbtrail packet {trace} {packet}
-- source: net/ipv4/udp.c, __udp_enqueue_schedule_skb; net/ipv4/tcp_input.c, tcp_data_queue
-- probes:
-- needs: packets, waits
-- column: netns                Network namespace.
-- example: wait                How long one of them waited.
SELECT
    'possible' AS certainty,
    w.packet, w.ts, p.flow, w.netns,
    duration_name(w.wait_ns) AS wait
FROM waits AS w
JOIN packets AS p ON p.packet = w.packet
WHERE w.wait = 'socket';
