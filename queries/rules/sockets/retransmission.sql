-- title: TCP sends data again
-- description: The kernel sent segments again, because their acknowledgement did not arrive in
--   time: the segments or the acknowledgements were lost or late. The finding says how far an
--   earlier copy of the data had come when the kernel began to retransmit, as far as events show
--   it: the copy was dropped here, reached the receiver, was asked for by duplicate
--   acknowledgements, or at least left. Only if no event is missing does it say that no
--   acknowledgement was seen. A drop also has a finding of its own.
-- level: warning
-- finding: TCP sends data from {saddr} to {daddr}[ port {dport}] again[ in namespace {netns}][:
--   {course}]
-- confirm: {in netns}ss -tni dst {daddr}
-- confirm: {in netns}nstat -asz TcpRetransSegs TcpExtTCPLostRetransmit
-- change: Look for drops of this flow in the trace, and record at the other end as well: skbtrail
--   between-hosts tells where between the two they went.
-- report: skbtrail tcp-retransmits {trace}
-- source: net/ipv4/tcp_output.c, __tcp_retransmit_skb
-- probes: tcp_retransmit_skb
-- needs: completeness, failures, retransmissions
-- column: saddr                Sender.
-- column: daddr                Receiver.
-- column: dport                Its port; NULL if it is a client's.
-- column: netns                Network namespace.
-- column: course               How far an earlier copy had come.
SELECT
    CASE
        WHEN r.dropped IS NOT NULL OR r.ack_dropped IS NOT NULL OR r.late_ack
            OR r.arrived IS NOT NULL OR r.duplicates >= 3
        THEN 'likely'
        ELSE 'possible'
    END AS certainty,
    f.packet, f.ts, flow_name(f.protocol, f.saddr, f.sport, f.daddr, f.dport, NULL) AS flow,
    f.saddr, f.daddr,
    destination_port(f.sport, f.dport, false) AS dport,
    f.netns,
    CASE
        WHEN r.dropped IS NOT NULL THEN 'an earlier copy was dropped at ' || r.dropped
        WHEN r.ack_dropped IS NOT NULL
        THEN 'its acknowledgement was dropped at ' || r.ack_dropped
        WHEN r.acknowledged THEN 'an acknowledgement of it had come before'
        WHEN r.late_ack THEN 'an acknowledgement of an earlier copy was on its way, and came late'
        WHEN r.arrived IS NOT NULL
        THEN 'an earlier copy had come to TCP in namespace ' || r.arrived
            || ', so its acknowledgement was lost or late'
        WHEN r.duplicates >= 3
        THEN 'duplicate acknowledgements had asked for it, so later data arrived without it'
        WHEN r.left_by IS NOT NULL AND (SELECT complete FROM completeness)
        THEN 'an earlier copy left by ' || r.left_by || ', and no acknowledgement of it was seen'
    END AS course
FROM failures AS f
LEFT JOIN retransmissions AS r ON r.packet = f.packet AND r.ts = f.ts
WHERE f.failure = 'retransmission';
