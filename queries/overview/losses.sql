-- title: Lost events, by cause and CPU
-- description: What is missing, when and why; how much of the traffic is covered nevertheless; and
--   what that means for the other reports. A loss can leave a hole in a packet's path, cut off its
--   beginning or its end, or hide the whole packet. Before Linux 6.7 the kernel does not count a
--   kprobe that it skips because an interrupt came while another one ran: a function is then
--   missing without a hole that shows it.
-- needs: completeness, events, functions, losses, trace
-- param: top INTEGER = NULL     Rows to show; all of them when not given.
-- column: section group        lost (by CPU and cause), coverage, or touched reports (those that
--   the loss affects).
-- column: item                 What the row is about.
-- column: count count          Number of events or packets; NULL where the row is text.
-- column: share %              Part of all events or packets, in [0, 100].
-- column: detail               When it was noticed, from the start of the trace; what helps; what
--   it means.
-- empty: Nothing was lost.
-- cost: one aggregation of all events by packet
WITH
    -- The same text as in the recorder (LossAdvice).
    remedy (cause, advice) AS (
        VALUES
            ('ring full', 'use a narrower filter, or a larger --buffer-size'),
            ('tracking table full', 'use a narrower filter, or a larger --tracked-packets'),
            ('call table full', 'use a narrower filter, or record without --return'),
            ('flow table full', 'use a narrower filter, so that --first has fewer flows'),
            ('stack table full', 'use a narrower filter, or --stack drops'),
            ('filter interrupted', 'filter by options instead of an expression'),
            ('end not seen', 'record fewer functions, or use --backend fentry: the free of a packet'
                || ' was skipped, and it ends without one'),
            ('return not seen', 'record fewer functions, or use --backend fentry: the return of a'
                || ' call was skipped'),
            ('list too long', 'set a lower gso_max_segs of the device: segments beyond the first'
                || ' 1,024 have no parent'),
            ('missed probe', 'record fewer functions, or use --backend fentry'),
            ('not held back', 'use a narrower filter')
    ),
    missing AS (
        SELECT lost, gaps, packets FROM completeness WHERE NOT complete
    ),
    recorded AS (
        SELECT count(*) AS events FROM events
    ),
    cause AS (
        SELECT
            l.cpu, l.cause,
            CAST(sum(l.lost) AS BIGINT) AS lost,
            count(l.ts) AS times,
            epoch_ns(min(l.ts)) - epoch_ns(any_value(t.start)) AS first,
            epoch_ns(max(l.ts)) - epoch_ns(any_value(t.start)) AS last
        FROM losses AS l
        CROSS JOIN trace AS t
        GROUP BY l.cpu, l.cause
    ),
    life AS (
        SELECT
            e.packet,
            min(e.seq) > 0 AS late,
            max(e.seq) - min(e.seq) + 1 > count(*) AS hole,
            NOT bool_or(coalesce(f.stage = 'free', false)) AS open
        FROM events AS e
        LEFT JOIN functions AS f ON f.function = e.function
        WHERE e.packet IS NOT NULL
        GROUP BY e.packet
    ),
    coverage AS (
        SELECT
            count(*) FILTER (NOT late AND NOT hole AND NOT open) AS whole,
            count(*) FILTER (late) AS late,
            count(*) FILTER (hole) AS hole,
            count(*) FILTER (open) AS open,
            count(*) AS packets
        FROM life
    ),
    line AS (
        SELECT
            1 AS part, 'lost' AS section,
            row_number() OVER (ORDER BY c.lost DESC, c.cpu, c.cause) AS rank,
            concat_ws(' on ', coalesce(c.cause, 'cause unknown'), 'CPU ' || c.cpu)
                AS item,
            lost AS count,
            100.0 * lost / (sum(lost) OVER () + (SELECT events FROM recorded)) AS share,
            CASE
                WHEN times = 0 THEN 'a total without times'
                WHEN times = 1 THEN format('noticed at {:.3f} s', first / 1e9)
                ELSE format('noticed {:,} times, from {:.3f} s to {:.3f} s', times, first / 1e9,
                    last / 1e9)
            END || coalesce('; next time ' || r.advice, '') AS detail
        FROM cause AS c
        LEFT JOIN remedy AS r ON r.cause = c.cause
        UNION ALL
        SELECT
            1, 'lost', 1000, uncounted, NULL, NULL,
            'not counted: a packet may lack a function without a hole'
        FROM completeness
        WHERE uncounted IS NOT NULL
        UNION ALL
        SELECT 2, 'coverage', 1, 'events recorded', r.events,
            100.0 * r.events / (r.events + m.lost), NULL
        FROM recorded AS r
        CROSS JOIN missing AS m
        UNION ALL
        SELECT 2, 'coverage', p.rank, p.item, p.packets, 100.0 * p.packets / c.packets, p.detail
        FROM coverage AS c
        CROSS JOIN LATERAL (
            VALUES
                (2, 'whole packets', c.whole, 'from the first event to the free'),
                (3, 'without beginning', c.late, 'where they came from is not known'),
                (4, 'with a hole', c.hole, 'what happened in it is not known'),
                (5, 'without a free', c.open, 'lost, or alive when the recording stopped')
        ) AS p (rank, item, packets, detail)
        CROSS JOIN missing
        UNION ALL
        SELECT 3, 'touched reports', r.rank, r.item, NULL, NULL, r.detail
        FROM (
            VALUES
                (1, 'drops, summary', 'a drop whose kfree_skb is lost is not counted'),
                (2, 'packets, flows', 'fate unknown where its event may be lost; packets that lost'
                    || ' every event are not there'),
                (3, 'paths', 'a packet with a hole has a path of its own, with [n lost] in it'),
                (4, 'latency, stages, calls', 'no time is claimed across a hole; what is shown is'
                    || ' right'),
                (5, 'functions, timeline', 'counts are of what was recorded, so they are too low')
        ) AS r (rank, item, detail)
        CROSS JOIN missing
    )
SELECT section, item, count, share, detail
FROM line
ORDER BY part, rank
LIMIT getvariable('top');
