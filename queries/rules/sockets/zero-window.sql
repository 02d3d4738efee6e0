-- title: A receiver has no room for more
-- description: A TCP segment announced a window of 0: the program at the end that sent it does not
--   read the data that has arrived. The other end waits until there is room again.
-- level: warning
-- finding: {saddr}[ port {sport}] tells {daddr} that it has no room: the program there does not
--   read fast enough
-- confirm: {in netns}ss -tnmip dst {daddr}
-- change: See why the program at {saddr} does not read; a larger receive buffer only puts it off.
-- report: skbtrail packet {trace} {packet}
-- source: net/ipv4/tcp_output.c, __tcp_select_window; RFC 9293, 3.8.6
-- probes:
-- needs: failures
-- column: saddr                Address of the receiver that has no room.
-- column: sport                Its port; NULL if it is a client's.
-- column: daddr                Address of the sender that has to wait.
-- column: netns                Network namespace.
SELECT
    'possible' AS certainty,
    packet, ts, flow_name(protocol, saddr, sport, daddr, dport, NULL) AS flow,
    saddr,
    source_port(sport, dport, false) AS sport,
    daddr, netns
FROM failures
WHERE failure = 'zero window';
