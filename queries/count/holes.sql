-- Counts packets with a hole, packets with several events at one position, and positions that no
-- recorder writes, for which the trace is refused. seq has 32 bits, and at most two processors may
-- give the same one. Views count on from a seq and join by it: a thousand rows at one position
-- would make a million. The last check is skipped for a packet with a hole and few events.
-- Where the first parts of a recording are not here, what a packet lacks before its first event is
-- no hole, but earlier.
CREATE OR REPLACE TABLE _holes AS
WITH
    odd AS MATERIALIZED (
        SELECT *, CASE WHEN is_resumed(packet) THEN greatest(0, lowest) ELSE 0 END AS earlier
        FROM (SELECT trace, unnest(odd, recursive := true) FROM _grouped)
    ),
    position AS (
        SELECT packet, seq, count(*) AS events
        FROM _source
        WHERE seq >= 0 AND kind IS DISTINCT FROM 'loss'
            AND packet IN (
                SELECT packet FROM odd WHERE numbers >= positions - earlier OR numbers > 200)
        GROUP BY packet, seq
    ),
    exact AS (
        SELECT packet, count(*) AS taken, max(events) AS most FROM position GROUP BY packet
    )
SELECT
    o.trace, o.packet,
    CAST(greatest(0, o.positions - o.earlier - coalesce(e.taken, o.numbers)) AS BIGINT) AS missing,
    CAST(o.numbers - coalesce(e.taken, o.numbers) AS BIGINT) AS misnumbered,
    CASE
        WHEN e.most > 16
        THEN format('{:d} events of packet {:d} have the same seq', e.most, o.packet)
        WHEN o.positions > 4294967296
        THEN format('packet {:d} has a seq above 4294967295', o.packet)
        WHEN o.lowest < -4294967296
        THEN format('packet {:d} has a seq below -4294967296', o.packet)
    END AS impossible,
    CAST(least(o.earlier, 4294967296) AS BIGINT) AS earlier
FROM odd AS o
LEFT JOIN exact AS e ON e.packet = o.packet;
