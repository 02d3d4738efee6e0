-- title: The reverse path filter refuses the source
-- description: The route back to the source leaves by another interface (strict, rp_filter=1), or
--   there is none at all (loose, rp_filter=2): the source is spoofed, or routing is asymmetric.
-- level: error
-- finding: The reverse path filter[ of {ifname}][ in namespace {netns}][ ({setting})] refuses
--   packets such as those from {saddr}: the route back does not leave by that interface
-- confirm: {in netns}ip route get {saddr}
-- confirm: {in netns}sysctl net.ipv4.conf.all.rp_filter[ net.ipv4.conf.{ifname}.rp_filter]
-- change: Route {saddr} back by this interface; where routing is asymmetric on purpose, set
--   rp_filter to 2 (loose): the larger of the values for all and for the interface counts.
-- report: skbtrail packet {trace} {packet}
-- source: net/ipv4/fib_frontend.c, __fib_validate_source; RFC 3704
-- probes:
-- needs: causes, sysctls
-- example: saddr               The source that was refused most often.
-- column: netns                Network namespace.
-- column: ifname               Interface.
-- column: setting              The sysctls that turn the filter on; NULL if they were not read.
WITH
    filter AS (
        SELECT
            trace, netns, ifname, in_words,
            greatest(TRY_CAST(value AS INTEGER), TRY_CAST(before AS INTEGER)) AS strictness
        FROM sysctls
        WHERE name LIKE 'net.ipv4.conf.%.rp_filter'
    ),
    of_interface AS (
        SELECT
            i.trace, i.netns, i.ifname,
            concat_ws(', ', CASE WHEN a.strictness > 0 THEN a.in_words END,
                CASE WHEN i.strictness > 0 THEN i.in_words END) AS setting
        FROM filter AS i
        JOIN filter AS a ON a.trace = i.trace AND a.netns = i.netns AND a.ifname = 'all'
    )
SELECT
    'certain' AS certainty,
    c.packet, c.ts, c.flow, c.saddr, c.netns, c.ifname,
    nullif(f.setting, '') AS setting
FROM causes AS c
LEFT JOIN of_interface AS f ON f.trace = trace_of(c.packet) AND f.netns = c.netns
    AND f.ifname = c.ifname
WHERE c.cause = 'reverse path';
