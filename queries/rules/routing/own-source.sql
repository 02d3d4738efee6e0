-- title: Packets come in from the host's own address
-- description: The source of a packet that came in is an address of the host itself: a loop, an
--   address that two hosts have, or a spoofed source.
-- level: error
-- finding: Packets come in[ by {ifname}][ of namespace {netns}] from {saddr}, which is an address
--   of this host
-- confirm: {in netns}ip -br address show to {saddr}
-- confirm: [{in netns}arping -D -c 3 -I {ifname} {saddr}]
-- change: Find the loop, or the other host with this address.
--   net.ipv4.conf.INTERFACE.accept_local=1 lets such packets in where that is meant.
-- report: skbtrail packet {trace} {packet}
-- source: net/ipv4/fib_frontend.c, __fib_validate_source
-- probes:
-- needs: causes
-- column: saddr                Source.
-- column: netns                Network namespace.
-- column: ifname               Interface.
SELECT
    'certain' AS certainty,
    packet, ts, flow, saddr, netns, ifname
FROM causes
WHERE cause = 'own source';
