-- title: Routes of the network namespaces
-- description: One row for each route of each table, as ip route show table all lists them.
-- needs: settings
-- column: trace                Number of the trace.
-- column: netns                Name (else inode) of the network namespace.
-- column: family               ipv4 or ipv6.
-- column: table                Table.
-- column: type                 unicast, local, broadcast, blackhole, unreachable, prohibit ...
-- column: network              Destination; the default route is 0.0.0.0/0 or ::/0.
-- column: gateway              Next hop; NULL for none.
-- column: ifname               Interface.
-- column: metric               Metric; NULL for none.
-- column: mtu bytes            MTU of the route; NULL where it uses that of its interface.
-- column: simple               Is it selected by its destination alone, with at most one next hop,
--   which is alive? Not with a source, a TOS or several next hops.
-- column: in_words             In words: blackhole 10.9.0.0/16 table main.
-- column: change               added or removed during the recording; NULL for neither.
-- cost: the footers of the files alone
CREATE VIEW routes AS
WITH
    route AS (
        SELECT
            trace, netns,
            left(part, 4) AS family,
            coalesce(item ->> 'table', 'main') AS "table",
            coalesce(item ->> 'type', 'unicast') AS "type",
            item ->> 'dst' AS dst,
            coalesce(item ->> 'gateway', item ->> '$.via.host') AS gateway,
            item ->> 'dev' AS ifname,
            item ->> 'metric' AS metric,
            TRY_CAST(item ->> '$.metrics[0].mtu' AS BIGINT) AS mtu,
            coalesce(item ->> 'tos', item ->> 'from', item ->> 'nexthops') IS NULL
                AND NOT coalesce(regexp_matches(item ->> 'flags', 'dead|linkdown'), false)
                AS simple,
            change
        FROM settings
        WHERE part IN ('ipv4 routes', 'ipv6 routes')
    )
SELECT
    trace, netns, family, "table", "type",
    CASE WHEN dst <> 'default' THEN dst WHEN family = 'ipv4' THEN '0.0.0.0/0' ELSE '::/0' END
        AS network,
    gateway, ifname,
    TRY_CAST(metric AS BIGINT) AS metric,
    mtu, simple,
    concat_ws(' ',
        CASE WHEN "type" <> 'unicast' THEN "type" END,
        dst, 'via ' || gateway, 'dev ' || ifname, 'table ' || "table", 'metric ' || metric,
        'mtu ' || mtu) AS in_words,
    change
FROM route;
