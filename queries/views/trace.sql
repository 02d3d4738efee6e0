-- title: What the recorder wrote, all traces together
-- description: One row, also when several files are read: the view traces has one for each. Where
--   they differ, all values are listed, separated by commas; times span all of them.
-- needs: traces
-- column: schema               Version of the schema, the newest.
-- column: recorder             Version of the recorder.
-- column: host                 Host name.
-- column: kernel               Kernel release.
-- column: architecture         Machine architecture.
-- column: backend              fentry, kprobe or restricted.
-- column: command              Command line of the recorder.
-- column: filter               Filters in force, as in: host 10.0.0.1, port 443; NULL for none.
-- column: start time           Start of recording (UTC), the earliest.
-- column: stop time            End of recording (UTC), the latest.
-- column: duration_ns ns       Time between the two.
-- column: stop_reason          As in traces.
-- column: trigger              As in traces.
-- column: clock_offset_ns ns   Wall clock minus kernel monotonic clock at the start; NULL where
--   the traces have different ones.
-- column: events               Events that the recorders counted.
-- column: packets              Packet numbers that they assigned.
-- column: losses               Losses for each CPU and cause, as JSON; [] for none.
-- column: uncounted            Which events may be missing without being counted; NULL when every
--   miss is counted, or when it is not known.
-- column: probes               Probes that were asked for, as JSON.
-- column: bundle               If it is part of a trace, what that contains; NULL for whole traces.
-- column: checked              Which checksums the files have, all of them right: whole, pages or
--   none.
-- cost: the footers of the files alone
CREATE VIEW trace AS
SELECT
    max(schema) AS schema,
    each_once(list(recorder), ', ') AS recorder,
    each_once(list(host), ', ') AS host,
    each_once(list(kernel), ', ') AS kernel,
    each_once(list(architecture), ', ') AS architecture,
    each_once(list(backend), ', ') AS backend,
    each_once(list(command), ', ') AS command,
    each_once(list(filter), '; ') AS filter,
    min(start) AS start,
    max(stop) AS stop,
    epoch_ns(max(stop)) - epoch_ns(min(start)) AS duration_ns,
    each_once(list(stop_reason), ', ') AS stop_reason,
    each_once(list(trigger), ', ') AS trigger,
    CASE WHEN min(clock_offset_ns) = max(clock_offset_ns) THEN min(clock_offset_ns) END
        AS clock_offset_ns,
    CAST(sum(events) AS BIGINT) AS events,
    CAST(sum(packets) AS BIGINT) AS packets,
    to_json(flatten(list(CAST(coalesce(losses, '[]') AS JSON[]) ORDER BY trace))) AS losses,
    each_once(list(uncounted), '; ') AS uncounted,
    to_json(flatten(list(CAST(probes AS JSON[]) ORDER BY trace))) AS probes,
    each_once(list(bundle), ', ') AS bundle,
    each_once(list(coalesce(checked, 'none')), ', ') AS checked
FROM traces;
