-- title: What the recorder wrote about each trace
-- description: One row for each trace: the metadata in its footer (queries/schema/metadata.csv). A
--   value that is absent or unreadable is NULL. The parts of a recording are one trace: counts are
--   sums, times span all parts, and what cannot be joined is what the first part says.
-- needs: _files, _metadata
-- column: trace                Number of the trace, from 1, in the order in which they were named.
-- column: file                 Its name, without the directory; of several parts the first.
-- column: schema               Version of the schema.
-- column: recorder             Version of the recorder.
-- column: host                 Host name.
-- column: kernel               Kernel release.
-- column: architecture         Machine architecture.
-- column: backend              fentry, kprobe or restricted.
-- column: command              Command line of the recorder.
-- column: filter               Filters in force, as in: host 10.0.0.1, port 443; NULL for none.
-- column: start time           Start of recording (UTC).
-- column: stop time            End of recording (UTC).
-- column: duration_ns ns       Time between the two.
-- column: stop_reason          duration, packets, events, bytes, command, interrupt, terminate,
--   hangup, quit, output closed or cut short; rotate or trigger if the recording went on in
--   another part.
-- column: trigger              What made a flight recorder write it out, with the packet and the
--   time (UTC); NULL for any other trace.
-- column: cut_short            Why the recording was not ended properly; NULL where it was.
-- column: clock_offset_ns ns   Wall clock minus kernel monotonic clock at the start.
-- column: events               Events that the recorder counted.
-- column: packets              Packet numbers that it assigned.
-- column: forgotten            Of these, packets without rows, because --only-drops or
--   --slower-than did not keep them.
-- column: losses               Losses for each CPU and cause, as JSON; [] for none; NULL where the
--   footer does not say.
-- column: uncounted            Which events may be missing without being counted; NULL when every
--   miss is counted, or when it is not known.
-- column: probes               Probes that were asked for, as JSON.
-- column: bundle               If the file is part of a trace, what it contains: which packets, how
--   many of how many, anonymized or not; NULL for a trace as it was recorded.
-- column: whole_complete       If the file is part of a trace, was the whole trace complete? Else
--   NULL.
-- column: checked              Which checksums the file has, all of them right: whole or pages;
--   NULL when it has none. Of several parts, the weaker one.
-- column: parts                Which parts of a recording are there, by number: 3, 5 to 12; NULL
--   for an ordinary trace.
-- cost: the footer of the file alone
CREATE VIEW traces AS
WITH
    member AS (
        SELECT
            trace,
            max(file) AS file,
            TRY_CAST(max(value) FILTER (key = 'skbtrail.schema') AS INTEGER) AS schema,
            max(value) FILTER (key = 'skbtrail.recorder') AS recorder,
            max(value) FILTER (key = 'skbtrail.host') AS host,
            max(value) FILTER (key = 'skbtrail.kernel') AS kernel,
            max(value) FILTER (key = 'skbtrail.architecture') AS architecture,
            max(value) FILTER (key = 'skbtrail.backend') AS backend,
            TRY_CAST(max(value) FILTER (key = 'skbtrail.command') AS JSON) AS command,
            TRY_CAST(max(value) FILTER (key = 'skbtrail.filter') AS JSON) AS filter,
            TRY_CAST(max(value) FILTER (key = 'skbtrail.start') AS BIGINT) AS start_ns,
            TRY_CAST(max(value) FILTER (key = 'skbtrail.stop') AS BIGINT) AS stop_ns,
            max(value) FILTER (key = 'skbtrail.stop_reason') AS stop_reason,
            TRY_CAST(max(value) FILTER (key = 'skbtrail.trigger') AS JSON) AS trigger,
            max(value) FILTER (key = 'skbtrail.cut_short') AS cut_short,
            TRY_CAST(max(value) FILTER (key = 'skbtrail.clock_offset_ns') AS BIGINT)
                AS clock_offset_ns,
            TRY_CAST(max(value) FILTER (key = 'skbtrail.counters') AS JSON) AS counters,
            TRY_CAST(max(value) FILTER (key = 'skbtrail.losses') AS JSON) AS losses,
            TRY_CAST(max(value) FILTER (key = 'skbtrail.uncounted') AS JSON) AS uncounted,
            TRY_CAST(max(value) FILTER (key = 'skbtrail.probes') AS JSON) AS probes,
            TRY_CAST(max(value) FILTER (key = 'skbtrail.bundle') AS JSON) AS bundle
        FROM _metadata
        GROUP BY trace
    )
SELECT
    m.trace, m.file, schema, recorder, host, kernel, architecture, backend,
    CASE WHEN json_type(command) = 'ARRAY' THEN array_to_string(command ->> '$[*]', ' ') END
        AS command,
    CASE
        WHEN json_type(filter) = 'OBJECT'
        THEN nullif(
            array_to_string(
                list_transform(
                    json_keys(filter),
                    lambda k: k || ' ' || array_to_string((filter -> k) ->> '$[*]', ' or ')),
                ', '),
            '')
    END AS filter,
    make_timestamp_ns(start_ns) AS start,
    make_timestamp_ns(stop_ns) AS stop,
    stop_ns - start_ns AS duration_ns,
    stop_reason,
    CASE
        WHEN json_type(trigger) = 'OBJECT'
        THEN concat_ws(', ',
            concat_ws(': ', trigger ->> 'trigger', nullif(trigger ->> 'what', '')),
            'packet ' || TRY_CAST(trigger ->> 'packet' AS BIGINT),
            strftime(make_timestamp_ns(TRY_CAST(trigger ->> 'time' AS BIGINT)),
                '%Y-%m-%d %H:%M:%S.%f UTC'),
            format('and {:,} more',
                nullif(TRY_CAST(trigger ->> 'again' AS BIGINT), 0)))
    END AS trigger,
    cut_short,
    clock_offset_ns,
    -- No recorder counts to more than 13 digits, and sums of them fit into a BIGINT.
    CAST(TRY_CAST(counters ->> 'events' AS DECIMAL(13, 0)) AS BIGINT) AS events,
    CAST(TRY_CAST(counters ->> 'packets' AS DECIMAL(13, 0)) AS BIGINT) AS packets,
    coalesce(CAST(TRY_CAST(counters ->> 'forgotten' AS DECIMAL(13, 0)) AS BIGINT), 0)
        AS forgotten,
    CASE WHEN json_type(losses) = 'ARRAY' THEN losses END AS losses,
    CASE
        WHEN json_type(uncounted) = 'ARRAY'
        THEN nullif(array_to_string(uncounted ->> '$[*]', '; '), '')
    END AS uncounted,
    CASE WHEN json_type(probes) = 'ARRAY' THEN probes ELSE '[]' END AS probes,
    CASE
        WHEN bundle IS NOT NULL
        THEN concat_ws('; ',
            CASE bundle ->> 'filter'
                WHEN '' THEN 'every packet of the trace'
                ELSE 'packets of a larger trace: ' || (bundle ->> 'filter')
            END,
            format('{:,} of {:,} packets', TRY_CAST(counters ->> 'packets' AS BIGINT),
                TRY_CAST(bundle ->> 'packets' AS BIGINT)),
            CASE WHEN (bundle ->> 'anonymized') = 'true' THEN 'anonymized' END)
    END AS bundle,
    CASE WHEN bundle IS NOT NULL THEN coalesce((bundle ->> 'complete') = 'true', false) END
        AS whole_complete,
    f.checked, f.parts
FROM member AS m
LEFT JOIN _files AS f ON f.trace = m.trace;
