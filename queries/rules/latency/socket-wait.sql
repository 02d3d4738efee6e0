-- title: A program reads late what it received
-- description: A packet stayed in the receive queue of its socket for 100 ms or more before the
--   program read it.
-- level: warning
-- finding: {flow} waits up to {wait} in the receive queue of its socket[ in namespace {netns}]: the
--   program reads late
-- confirm: {in netns}ss -nmtup
-- change: See what the program does meanwhile; a larger buffer only makes packets wait longer.
-- report: skbtrail queueing {trace}
-- report: skbtrail packet {trace} {packet}
-- source: net/ipv4/udp.c, __udp_enqueue_schedule_skb; net/ipv4/tcp_input.c, tcp_data_queue
-- probes:
-- needs: waits
-- column: netns                Network namespace.
-- example: wait                How long one of the packets waited.
SELECT
    'possible' AS certainty,
    packet, ts, flow, netns,
    duration_name(wait_ns) AS wait
FROM waits
WHERE wait = 'socket';
