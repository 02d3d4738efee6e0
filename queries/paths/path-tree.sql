-- title: Packet paths as a tree
-- description: Paths that begin alike share a line until they diverge; what follows the last
--   function of a line is indented below it. A line is the part that all its packets have in
--   common: where some of them end, the others go on in a line of their own.
-- needs: paths
-- param: least BIGINT 1.. = 1      Packets that a line must have to be shown.
-- param: top INTEGER = 200     Rows to show.
-- column: packets count        Packets that took it.
-- column: share %              Part of all packets, in [0, 100].
-- column: ended count          Those that were seen last at the end of the line.
-- column: example              Lowest number of a packet that took it.
-- column: path                 Functions, indented by two spaces at each fork.
-- empty: The trace has no packets.
-- cost: that of the view paths, and one row for each step of each path
WITH
    step AS (
        SELECT
            path, packets, example, steps,
            unnest(steps) AS step,
            generate_subscripts(steps, 1) AS position
        FROM (SELECT path, packets, example, string_split(sequence, ' > ') AS steps FROM paths)
    ),
    -- A node is a common prefix of paths, identified by the hash of its steps.
    visit AS (
        SELECT
            path, packets, example, step, position,
            position = len(steps) AS last,
            md5(array_to_string(steps[:position], ' > ')) AS node,
            md5(array_to_string(steps[:position - 1], ' > ')) AS parent
        FROM step
    ),
    node AS (
        SELECT
            node, parent,
            any_value(step) AS step,
            sum(packets) AS packets,
            coalesce(sum(packets) FILTER (last), 0) AS ended,
            min(example) AS example
        FROM visit
        GROUP BY node, parent
    ),
    -- A line begins where a prefix branches, or where some packets have ended before.
    headed AS (
        SELECT n.node, n.packets, n.ended, n.example, n.step,
            p.node IS NULL OR p.packets <> n.packets AS heads
        FROM node AS n
        LEFT JOIN node AS p ON p.node = n.parent
    ),
    placed AS (
        SELECT
            v.path, v.position, h.*,
            max(CASE WHEN h.heads THEN h.node END) OVER line AS line,
            count(*) FILTER (h.heads) OVER w - 1 AS depth,
            -- Sorts a line below the one it branches from, and siblings by their packets.
            string_agg(
                CASE
                    WHEN h.heads
                    THEN lpad(CAST(1000000000000 - h.packets AS VARCHAR), 13, '0') || h.node
                END, '/') OVER w AS rank
        FROM (
            SELECT v.*, max(CASE WHEN h.heads THEN v.position END)
                OVER (PARTITION BY v.path ORDER BY v.position) AS head
            FROM visit AS v
            JOIN headed AS h ON h.node = v.node
        ) AS v
        JOIN headed AS h ON h.node = v.node
        WINDOW
            w AS (PARTITION BY v.path ORDER BY v.position),
            line AS (PARTITION BY v.path, v.head)
    ),
    drawn AS (
        SELECT DISTINCT line, node, rank, depth, packets, ended, example, step, position
        FROM placed
    )
SELECT
    CAST(any_value(packets) AS BIGINT) AS packets,
    100.0 * any_value(packets) / (SELECT sum(packets) FROM paths) AS share,
    CAST(arg_max(ended, position) AS BIGINT) AS ended,
    min(example) AS example,
    repeat('  ', CAST(any_value(depth) AS INTEGER))
        || string_agg(step, ' > ' ORDER BY position) AS path
FROM drawn
GROUP BY line, rank
HAVING any_value(packets) >= getvariable('least')
ORDER BY rank
LIMIT getvariable('top');
