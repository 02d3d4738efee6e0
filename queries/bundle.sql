-- Describes a bundle for the text of a ticket: its packets, the number of events and packets, the
-- first and last time (ns after the start), the start, and what recorded it.
SELECT
    bundle,
    (SELECT count(*) FROM events),
    (SELECT count(DISTINCT packet) FROM events),
    (SELECT epoch_ns(min(ts)) FROM events) - epoch_ns(start),
    (SELECT epoch_ns(max(ts)) FROM events) - epoch_ns(start),
    strftime(start, '%Y-%m-%d %H:%M:%S') || ' UTC',
    concat_ws(', ', nullif(concat_ws(' ', kernel, architecture), ''), 'back-end ' || backend)
FROM trace
