-- Counts in all traces but the sound ones. A packet of n events has the positions 0 to n - 1, each
-- once, if the exclusive or of their hashes equals that of these numbers. The hashes differ in
-- each run, so nobody can make a hole that fits.
SET VARIABLE salt = (SELECT CAST(1e15 * random() AS BIGINT));

CREATE OR REPLACE TABLE _grouped AS
WITH
    life AS MATERIALIZED (
        SELECT
            s.trace, s.packet,
            count(*) AS events,
            count(s.seq) AS numbers,
            -- A call may return after its packet was freed and the address reused: such a return
            -- has no number and needs none.
            count(*) FILTER (s.seq IS NULL AND s.kind IS DISTINCT FROM 'return') AS unnumbered,
            count(s.function) AS functions,
            count(s.kind) AS kinds,
            min(s.seq) AS lowest,
            greatest(-1, least(coalesce(max(s.seq), -1), 4611686018427387903)) + 1 AS positions,
            bit_xor(hash(xor(s.seq, getvariable('salt')))) AS print
        FROM _source AS s
        JOIN (SELECT trace FROM _files WHERE trace NOT IN (SELECT trace FROM _sound)) AS f
            ON f.trace = s.trace
        WHERE s.kind IS DISTINCT FROM 'loss'
        GROUP BY s.trace, s.packet
    ),
    whole AS (
        SELECT
            number + 1 AS positions,
            bit_xor(hash(xor(number, getvariable('salt')))) OVER (
                ORDER BY number ROWS UNBOUNDED PRECEDING) AS print
        FROM range((SELECT coalesce(max(numbers), 0) FROM life WHERE numbers = positions))
            AS r (number)
    )
SELECT
    l.trace,
    CAST(sum(l.events) AS BIGINT) AS events,
    count(l.packet) AS packets,
    CAST(coalesce(sum(l.events) FILTER (l.packet IS NULL), 0) AS BIGINT) AS unassigned,
    CAST(sum(l.unnumbered) AS BIGINT) AS unnumbered,
    CAST(sum(l.events - l.functions) AS BIGINT) AS unnamed,
    CAST(sum(l.events - l.kinds) AS BIGINT) AS without_kind,
    list({
            'packet': l.packet, 'numbers': l.numbers, 'positions': l.positions, 'lowest': l.lowest
        })
        FILTER (l.packet IS NOT NULL AND l.print IS DISTINCT FROM w.print) AS odd
FROM life AS l
LEFT JOIN whole AS w ON w.positions = l.positions AND w.positions = l.numbers
GROUP BY l.trace;
