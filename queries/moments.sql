-- Macros that write moments for --time. They need the variables that the program sets for it: the
-- start of the trace, and of its time zone since when (s since 1970) which offset is in force.
-- macro: utc_time(ns)
-- description: A moment, in ns since 1970, as ISO 8601 writes it in UTC. (What stands behind %n in
--   the format overwrites its last digits, in DuckDB 2.0.)
CREATE MACRO utc_time(ns) AS strftime(make_timestamp_ns(ns), '%Y-%m-%dT%H:%M:%S.%n') || 'Z';

-- macro: zone_at(ns)
-- description: Which entry of the variables zone_* is in force at a moment, in ns since 1970.
CREATE MACRO zone_at(ns) AS greatest(1,
    len(list_filter(getvariable('zone_since'), lambda since: since <= ns // 1000000000)));

-- macro: local_time(ns)
-- description: A moment, in ns since 1970, as ISO 8601 writes it in the time zone of zone_*.
CREATE MACRO local_time(ns) AS
    strftime(
        make_timestamp_ns(TRY_CAST(
            CAST(ns AS HUGEINT) + 1000000000 * getvariable('zone_seconds')[zone_at(ns)]
            AS BIGINT)),
        '%Y-%m-%dT%H:%M:%S.%n')
    || getvariable('zone_names')[zone_at(ns)];

-- macro: epoch_time(ns)
-- description: A moment, in ns since 1970, in seconds: exact, as a double would not be.
CREATE MACRO epoch_time(ns) AS
    CAST(CAST(ns AS DECIMAL(28, 0)) * 0.000000001 AS DECIMAL(28, 9));
