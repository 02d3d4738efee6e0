-- title: The reverse path filter refuses the source
-- description: The route back to the source leaves by another interface (strict, rp_filter=1), or
--   there is none at all (loose, rp_filter=2): the source is spoofed, or routing is asymmetric.
-- level: error
-- finding: The reverse path filter[ of {ifname}][ in namespace {netns}] refuses packets such as
--   those from {saddr}: the route back does not leave by that interface
-- confirm: {in netns}ip route get {saddr}
-- confirm: {in netns}sysctl net.ipv4.conf.all.rp_filter[ net.ipv4.conf.{ifname}.rp_filter]
-- change: Route {saddr} back by this interface; where routing is asymmetric on purpose, set
--   rp_filter to 2 (loose): the larger of the values for all and for the interface counts.
-- report: skbtrail packet {trace} {packet}
-- source: net/ipv4/fib_frontend.c, __fib_validate_source; RFC 3704
-- probes:
-- needs: causes
-- example: saddr               The source that was refused most.
-- column: netns                Network namespace.
-- column: ifname               Interface.
SELECT
    'certain' AS certainty,
    packet, ts, flow, saddr, netns, ifname
FROM causes
WHERE cause = 'reverse path';
