-- title: TCP sends data again
-- description: The kernel sent segments a second time, as their acknowledgement did not come in
--   time: they, or the acknowledgements, were lost or late. A drop in the same trace is a finding
--   of its own.
-- level: warning
-- finding: TCP sends data from {saddr} to {daddr}[ port {dport}] again[ in namespace {netns}]
-- confirm: {in netns}ss -tni dst {daddr}
-- confirm: {in netns}nstat -asz TcpRetransSegs TcpExtTCPLostRetransmit
-- change: Look for drops of this flow in the trace, and record at the other end as well: skbtrail
--   between-hosts tells where between the two they went.
-- report: skbtrail tcp-retransmits {trace}
-- source: net/ipv4/tcp_output.c, __tcp_retransmit_skb
-- probes: tcp_retransmit_skb
-- needs: failures
-- column: saddr                Sender.
-- column: daddr                Receiver.
-- column: dport                Its port; NULL for a client's.
-- column: netns                Network namespace.
SELECT
    'possible' AS certainty,
    packet, ts, flow_name(protocol, saddr, sport, daddr, dport, NULL) AS flow,
    saddr, daddr,
    destination_port(sport, dport, false) AS dport,
    netns
FROM failures
WHERE failure = 'retransmission';
