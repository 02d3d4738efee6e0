-- title: Times from stage to stage of each packet
-- description: One row each time that a packet went from one stage to the next, as in the report
--   stages. Times across missing events are left out.
-- needs: functions, turns
-- column: packet               Number of the packet.
-- column: namespaces           Network namespace; two where the packet went to another.
-- column: netns_from           The first of them.
-- column: netns_to             The last of them.
-- column: rank                 Position of the stage that was left, in the order of stages.
-- column: stage                Its name.
-- column: next_rank            Position of the stage that was reached, likewise.
-- column: next_stage           Its name.
-- column: seq                  Position of the event that reached the first of the two stages.
-- column: ns ns                Time between the two.
-- cost: two windows over the events of these functions and those where the namespace is new
CREATE VIEW stage_times AS
WITH
    stage AS (
        SELECT f.function, s.rank, s.stage
        FROM (SELECT function, unnest(string_split(roles, ', ')) AS role FROM functions) AS f
        JOIN (
            VALUES
                (1, 'driver in'), (2, 'stack in'), (3, 'IP in'), (4, 'transport in'),
                (5, 'socket in'), (6, 'queued in'), (7, 'forwarding'), (8, 'socket out'),
                (9, 'IP out'), (10, 'device out'), (11, 'driver out'), (12, 'freed')
        ) AS s (rank, stage) ON s.stage = f.role
    ),
    staged AS (
        SELECT
            t.packet, t.seq, t.ts, t.missing, s.rank, s.stage,
            coalesce(t.netns_name, CAST(t.netns AS VARCHAR)) AS netns
        FROM turns AS t
        LEFT JOIN stage AS s ON s.function = t.function AND t.kind <> 'return'
        WHERE t.new_place OR s.rank IS NOT NULL
    ),
    placed AS (
        SELECT
            packet, seq, ts, missing, rank, stage,
            last_value(netns IGNORE NULLS) OVER w AS netns,
            first_value(netns IGNORE NULLS)
                OVER (w ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS next_netns,
            lag(rank IGNORE NULLS) OVER w AS old_rank
        FROM staged
        WINDOW w AS (PARTITION BY packet ORDER BY seq)
    ),
    entered AS (
        SELECT
            packet, seq, ts, missing, rank, stage,
            -- A receive-path event without a namespace is already in that of the next event.
            CASE WHEN rank <= 2 THEN coalesce(next_netns, netns) ELSE netns END AS netns
        FROM placed
        WHERE rank IS NOT NULL AND rank IS DISTINCT FROM old_rank
    ),
    pair AS (
        SELECT
            packet, seq, ts, netns, rank, stage,
            lead(rank) OVER w AS next_rank,
            lead(stage) OVER w AS next_stage,
            lead(netns) OVER w AS next_netns,
            lead(ts) OVER w AS next_ts,
            lead(missing) OVER w = missing AS unbroken
        FROM entered
        WINDOW w AS (PARTITION BY packet ORDER BY seq)
    )
SELECT
    packet,
    netns || CASE WHEN next_netns <> netns THEN ' > ' || next_netns ELSE '' END AS namespaces,
    netns AS netns_from,
    coalesce(next_netns, netns) AS netns_to,
    rank, stage, next_rank, next_stage, seq,
    epoch_ns(next_ts) - epoch_ns(ts) AS ns
FROM pair
WHERE unbroken;
