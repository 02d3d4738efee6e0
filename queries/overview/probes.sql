-- title: Probes: attached and refused
-- description: The functions, tracepoints and hooks that the recorder was asked for. Those that
--   could not be attached come first: what happened there is not in the trace. If a probe was
--   attached and has no events, no packet passed it, or its events were lost.
-- needs: events, probes
-- param: top INTEGER = NULL     Rows to show; all of them when not given.
-- column: attached group       yes or no.
-- column: reason               Why not; NULL for an attached one.
-- column: group                Group of the recorder's catalogue.
-- column: function             Kernel function, tracepoint or hook.
-- column: kind                 How it is recorded: entry, call, tracepoint, netfilter, tc ...
-- column: events count         Events of it in the trace.
-- empty: The trace does not say which probes it was made with.
-- cost: one scan of the column function
SELECT
    CASE WHEN p.attached THEN 'yes' ELSE 'no' END AS attached,
    p.reason,
    p.probe_group AS "group",
    p.function,
    p.kind,
    coalesce(e.events, 0) AS events
FROM probes AS p
LEFT JOIN (SELECT function, count(*) AS events FROM events GROUP BY function) AS e
    ON e.function = p.function
ORDER BY p.attached, p.reason, p.probe_group, p.function, p.kind
LIMIT getvariable('top');
