-- title: Configuration of the network namespaces and the host
-- description: One row per setting of every part except the firewall rules, before the first packet
--   and after the last. The views sysctls, counters, routes, policy_rules, qdiscs, tc_filters,
--   xfrm_policies, xfrm_states, listeners, links, neighbours and cgroup_programs show their parts
--   in columns.
-- needs: readings
-- column: trace                Number of the trace.
-- column: netns                Name (else inode) of the network namespace; NULL for the host.
-- column: part                 As in readings.
-- column: setting              What identifies it among the settings of its part.
-- column: position             Its position in the output of the source.
-- column: item                 The setting as JSON, after the last packet; before the first where
--   it was only read then.
-- column: before               The same before the first packet; NULL where it was not read then,
--   or did not exist.
-- column: change               added, removed or changed during the recording; NULL for none of
--   these, or when it is not known.
-- cost: the footers of the files alone
CREATE VIEW settings AS
WITH
    listed AS (
        SELECT
            trace, netns, part,
            moment <> 'end' AS early,
            moment <> 'start' AS late,
            left_out = 0 AND problem IS NULL AS whole,
            unnest(items) AS item,
            generate_subscripts(items, 1) AS position
        FROM readings
        WHERE part NOT IN ('nft', 'iptables', 'ip6tables')
    ),
    whole AS (
        SELECT
            trace, netns, part,
            bool_or(moment <> 'end') AS early,
            bool_or(moment <> 'start') AS late
        FROM readings
        WHERE left_out = 0 AND problem IS NULL
        GROUP BY ALL
    ),
    named AS (
        SELECT
            *,
            CASE
                WHEN part IN ('counters', 'sysctls') THEN item ->> 'name'
                WHEN part = 'qdiscs'
                THEN concat_ws(' ', item ->> 'dev', item ->> 'handle', item ->> 'parent')
                WHEN part = 'tc filters'
                THEN concat_ws(' ', item ->> 'dev', item ->> 'hook', item ->> 'chain',
                    item ->> 'pref', item ->> '$.options.handle',
                    CASE item ->> 'kind' WHEN 'tcx' THEN item ->> '$.options.prog.id' END)
                WHEN part = 'xfrm policies'
                THEN concat_ws(' ', item ->> 'dir', item ->> 'socket', item ->> 'index')
                WHEN part = 'xfrm states'
                THEN concat_ws(' ', item ->> 'src', item ->> 'dst', item ->> 'proto',
                    item ->> 'spi', item ->> 'mark')
                WHEN part = 'interfaces' THEN concat_ws(' ', item ->> 'ifindex', item ->> 'ifname')
                WHEN part = 'neighbours' THEN concat_ws(' ', item ->> 'dst', item ->> 'dev')
                ELSE CAST(item AS VARCHAR)
            END AS setting
        FROM listed
    ),
    paired AS (
        SELECT
            trace, netns, part, setting,
            min(position) AS position,
            any_value(CAST(item AS VARCHAR)) FILTER (early) AS before,
            any_value(CAST(item AS VARCHAR)) FILTER (late) AS after
        FROM named
        WHERE setting IS NOT NULL
        GROUP BY ALL
    )
SELECT
    p.trace, p.netns, p.part, p.setting, p.position,
    CAST(coalesce(p.after, p.before) AS JSON) AS item,
    CAST(p.before AS JSON) AS before,
    CASE
        WHEN p.before IS NULL AND w.early THEN 'added'
        WHEN p.after IS NULL AND w.late THEN 'removed'
        WHEN p.before <> p.after THEN 'changed'
    END AS change
FROM paired AS p
LEFT JOIN whole AS w ON w.trace = p.trace AND w.netns IS NOT DISTINCT FROM p.netns
    AND w.part = p.part;
