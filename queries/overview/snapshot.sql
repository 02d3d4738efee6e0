-- title: What the trace knows of the configuration
-- description: One row per part of the configuration (sysctls, routes, rules ...) that the
--   recorder read in each network namespace before the first packet and after the last. The
--   report configuration shows the settings; the column changes counts what was added, removed or
--   changed in between.
-- needs: firewall_rules, readings, settings
-- param: top INTEGER = NULL     Rows to show; all of them when not given.
-- column: netns group          Name (else inode) of the network namespace; NULL for the host.
-- column: part                 What was read.
-- column: read                 both: the same before the first packet and after the last; start and
--   end: read at both, and different; start or end: read then only; no: see problem.
-- column: items count          Items at the end, if it was read then (of nft and iptables: lines).
-- column: changes              What was added, removed or changed; NULL if nothing was, or if only
--   numbers changed.
-- column: left_out count       Items that were left out for lack of room.
-- column: problem              When it, or part of it, could not be read, and why.
-- empty: The trace has no snapshot: --no-snapshot was given, or the recorder is older.
-- cost: the footers of the files alone
WITH
    reading AS (
        SELECT
            trace, netns, part,
            coalesce(
                string_agg(DISTINCT moment, ' and ' ORDER BY moment DESC) FILTER (known),
                'no')
                AS read,
            arg_max(len(items), moment <> 'start') FILTER (known) AS items,
            max(left_out) AS left_out,
            string_agg(
                CASE WHEN moment <> 'both' THEN moment || ': ' ELSE '' END || problem,
                '; ' ORDER BY moment DESC, problem)
                AS problem
        FROM (SELECT *, problem IS NULL OR len(items) > 0 AS known FROM readings)
        GROUP BY ALL
    ),
    altered AS (
        SELECT trace, netns, part, change
        FROM settings
        WHERE part <> 'counters' AND (part NOT IN (
            'qdiscs', 'tc filters', 'xfrm states', 'interfaces') OR change <> 'changed')
        UNION ALL
        SELECT trace, netns, tool, change FROM firewall_rules
    ),
    counted AS (
        SELECT trace, netns, part, change, count(*) AS settings
        FROM altered
        WHERE change IS NOT NULL
        GROUP BY ALL
    ),
    changed AS (
        SELECT
            trace, netns, part,
            string_agg(format('{:,} ', settings) || change, ', ' ORDER BY change) AS changes
        FROM counted
        GROUP BY ALL
    )
SELECT r.netns, r.part, r.read, r.items, c.changes, r.left_out, r.problem
FROM reading AS r
LEFT JOIN changed AS c ON c.trace = r.trace AND c.netns IS NOT DISTINCT FROM r.netns
    AND c.part = r.part
ORDER BY r.netns, r.part, r.trace
LIMIT getvariable('top');
