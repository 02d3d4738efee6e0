-- title: The life of one packet as nested calls
-- description: Every function that one packet went through, as a call tree: a function is indented
--   below the one that called it, with its return value and the time that it took. A function whose
--   return was not recorded, or that has missing events before its return, has no time; the
--   functions that it called are shown at its own level.
-- needs: calls, drops, events
-- param: packet PACKET         Number of the packet (skbtrail packets lists them).
-- param: top INTEGER = NULL     Rows to show; all of them when not given.
-- column: step                 Position in its life.
-- column: time ns              Time since its first event.
-- column: spent ns             Time from entry to return; NULL when the return is unknown.
-- column: function             Kernel function, tracepoint or hook, indented by two spaces per
--   caller.
-- column: return               Value that it returned.
-- column: verdict              What that means; why the packet was freed.
-- column: detail               Netfilter hook, table and chain; interface where it changes; origin.
-- empty: There is no such packet in the trace.
-- cost: a scan for one packet, whose rows lie together
WITH
    call AS (
        SELECT * FROM calls WHERE packet = getvariable('packet') AND return_seq IS NOT NULL
    ),
    life AS (
        SELECT
            e.seq, e.kind, e.function, e.ts, e.parent, e.lineage, e.retval AS event_retval,
            e.nf_hook, e.nf_table, e.nf_chain,
            c.duration_ns, c.retval, c.verdict,
            r.seq IS NOT NULL AS returns,
            e.seq - coalesce(lag(e.seq) OVER w, -1) - 1 AS lost,
            e.verdict AS event_verdict,
            concat_ws(' ',
                last_value(
                    coalesce(e.netns_name, CAST(e.netns AS VARCHAR),
                        CASE WHEN role_arrives(e.function) THEN '?' END)
                    IGNORE NULLS) OVER w,
                nullif(
                    last_value(
                        coalesce(nullif(e.ifname, ''),
                            CASE WHEN role_arrives(e.function) THEN '' END)
                        IGNORE NULLS) OVER w,
                    '')) AS place,
            epoch_ns(e.ts) - epoch_ns(min(e.ts) OVER ()) AS time,
            -- A call is open from after its entry until its return.
            sum(CASE WHEN c.seq IS NOT NULL THEN 1 WHEN r.seq IS NOT NULL THEN -1 ELSE 0 END)
                OVER w - CASE WHEN c.seq IS NOT NULL THEN 1 ELSE 0 END AS depth
        FROM events AS e
        LEFT JOIN call AS c ON c.seq = e.seq
        LEFT JOIN call AS r ON r.return_seq = e.seq
        WHERE e.packet = getvariable('packet')
        WINDOW w AS (ORDER BY e.seq)
    ),
    shown AS (
        SELECT *, lag(place) OVER (ORDER BY seq) AS old_place
        FROM life
        WHERE NOT returns
    )
SELECT
    s.seq AS step,
    s.time,
    s.duration_ns AS spent,
    repeat('  ', CAST(s.depth AS INTEGER)) || step_name(s.kind, s.function) AS function,
    coalesce(s.retval, s.event_retval) AS return,
    coalesce(s.verdict, s.event_verdict, d.reason, CASE WHEN d.seq IS NOT NULL THEN 'dropped' END)
        AS verdict,
    nullif(
        concat_ws(', ',
            CASE WHEN s.lost > 0 THEN format('[{:,} events lost before this one]', s.lost) END,
            nullif(concat_ws(' ', s.nf_hook, s.nf_table, s.nf_chain), ''),
            s.lineage || ' of packet ' || s.parent,
            'at ' || d.function || coalesce(' (' || d.class || ': ' || d.note || ')', ''),
            CASE WHEN s.place IS DISTINCT FROM s.old_place THEN nullif(s.place, '') END),
        '') AS detail
FROM shown AS s
LEFT JOIN drops AS d ON d.packet = getvariable('packet') AND d.seq = s.seq
ORDER BY s.seq
LIMIT getvariable('top');
