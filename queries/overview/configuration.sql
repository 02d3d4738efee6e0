-- title: Configuration of the network namespaces
-- description: One row per setting that the recorder read before the first packet and after the
--   last, and whether it changed in between. The report counters shows the counters.
-- needs: cgroup_programs, firewall_rules, links, listeners, neighbours, policy_rules, qdiscs,
--   routes, sysctls, tc_filters, xfrm_policies, xfrm_states
-- param: part VARCHAR = NULL   One part alone: sysctls, routes, rules, qdiscs, filters, firewall,
--   ipsec, sockets, interfaces, neighbours or cgroups.
-- param: all BOOLEAN = false   Also what every namespace has: routes of table local, the policy
--   rules that every namespace begins with.
-- param: top INTEGER = 1000    Rows to show.
-- column: netns group          Name (else inode) of the network namespace; NULL for the host.
-- column: part group           Part of the configuration.
-- column: setting              The setting.
-- column: change               added, removed or changed during the recording.
-- empty: The trace has no such configuration: see skbtrail snapshot.
-- cost: the footers of the files alone
WITH
    described AS (
        SELECT
            trace, netns, 'firewall' AS part,
            concat_ws(' ', tool, family, "table", chain, rule, 'handle ' || handle)
                || coalesce(format(': {:,} packets', packets), '')
                || coalesce(format(', {:,} meanwhile', growth), '') AS setting,
            change,
            concat_ws(' ', tool, family, "table", chain, format('{:09}', coalesce(number, 0)))
                AS place
        FROM firewall_rules
        UNION ALL
        SELECT trace, netns, 'routes', family || ' ' || in_words, change, in_words
        FROM routes
        WHERE getvariable('all') OR "table" <> 'local'
        UNION ALL
        SELECT
            trace, netns, 'rules', concat_ws(' ', family, priority, in_words), change,
            family || format('{:012}', coalesce(priority, 0)) || in_words
        FROM policy_rules
        WHERE getvariable('all') OR "table" IS NULL OR change IS NOT NULL
            OR in_words <> 'from all lookup ' || "table"
        UNION ALL
        SELECT
            trace, netns, 'sysctls', in_words, CASE WHEN before <> value THEN 'changed' END, name
        FROM sysctls
        UNION ALL
        SELECT
            trace, netns, 'qdiscs',
            in_words || coalesce(format(': {:,} drops', drops), '')
                || coalesce(format(', {:,} meanwhile', drops_growth), ''),
            change, in_words
        FROM qdiscs
        UNION ALL
        SELECT
            trace, netns, 'filters', format('{} {}: {}', ifname, hook, in_words), change,
            concat_ws(' ', ifname, hook, format('{:012}', coalesce(pref, 0)), handle)
        FROM tc_filters
        UNION ALL
        SELECT
            trace, netns, 'ipsec',
            'policy ' || concat_ws(': ', in_words, concat_ws(', ', action, protection)), change,
            'policy ' || in_words
        FROM xfrm_policies
        UNION ALL
        SELECT
            trace, netns, 'ipsec',
            format('state {} > {}: {} with {}', source, destination, protocol, in_words),
            nullif(change, 'changed'), 'state ' || concat_ws(' ', source, destination, spi)
        FROM xfrm_states
        UNION ALL
        SELECT
            trace, netns, 'sockets', protocol || ' ' || endpoint(address, port), change,
            protocol || format('{:06}', coalesce(port, 0)) || address
        FROM listeners
        UNION ALL
        SELECT
            trace, netns, 'interfaces',
            concat_ws(', ', ifname || ': MTU ' || mtu, state, addresses), change, ifname
        FROM links
        UNION ALL
        SELECT
            trace, netns, 'neighbours',
            concat_ws(' ', address, 'on ' || ifname, mac, state),
            CASE WHEN before <> state THEN 'changed' END,
            address
        FROM neighbours
        UNION ALL
        SELECT
            trace, NULL, 'cgroups', format('{}: {}', hook, in_words), change, path || hook
        FROM cgroup_programs
    )
SELECT netns, part, setting, change
FROM described
WHERE setting IS NOT NULL
    AND (getvariable('part') IS NULL OR part = getvariable('part'))
ORDER BY netns, part, place, setting, change, trace
LIMIT getvariable('top');
