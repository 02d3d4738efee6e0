-- title: ARP requests are not answered
-- description: A host asked for a link-layer address, and no answer came into the trace. The answer
--   may have gone where nothing was recorded.
-- level: warning
-- finding: Nobody answers the ARP requests of {saddr} for {daddr}[ in namespace {netns}]
-- confirm: {in netns}arping -c 3 {daddr}
-- confirm: {in netns}ip neigh show {daddr}
-- change: See whether the host with {daddr} is up and on this link; else correct the route or the
--   prefix length that makes {daddr} a neighbour.
-- report: skbtrail arp {trace}
-- source: net/ipv4/arp.c; RFC 826
-- probes:
-- needs: completeness, failures
-- column: saddr                Who asks.
-- column: daddr                Who is asked for.
-- column: netns                Network namespace.
SELECT
    -- An answer may be among the events that were lost.
    CASE WHEN (SELECT complete FROM completeness) THEN 'likely' ELSE 'possible' END AS certainty,
    packet, ts, flow_name('ARP', saddr, NULL, daddr, NULL, NULL) AS flow,
    saddr, daddr, netns
FROM failures
WHERE failure = 'ARP unanswered';
