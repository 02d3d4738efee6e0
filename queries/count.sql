-- Counts the rows of each trace, for the views gaps and completeness: no footer is believed. Run
-- when the views are there, and again when a filter has changed what they read.
SET VARIABLE salt = (SELECT CAST(1e15 * random() AS BIGINT));

-- Traces that are too large to be grouped by packet for each report, and need not be: the file is
-- as the recorder wrote it, which counted no loss and as many events and first events as there are;
-- no position in a packet is rarer than the next; and each event has a packet, a seq, a function
-- and a kind.
CREATE OR REPLACE TABLE _sound AS
WITH
    large AS (
        SELECT t.trace, t.events, t.packets - t.forgotten AS packets
        FROM traces AS t
        JOIN _files AS f ON f.trace = t.trace
        WHERE f.checked = 'whole' AND f.rows > 10000000 AND t.losses = '[]'
    ),
    number AS (
        SELECT
            s.trace, s.seq,
            count(*) AS events,
            count(*) FILTER (s.packet IS NULL OR s.function IS NULL OR s.kind IS NULL)
                AS unnamed
        FROM _source AS s
        JOIN large AS l ON l.trace = s.trace
        GROUP BY ALL
    ),
    place AS (
        SELECT
            trace, seq, events, unnamed,
            row_number() OVER (PARTITION BY trace ORDER BY seq) - 1 AS place,
            lead(events) OVER (PARTITION BY trace ORDER BY seq) AS next
        FROM number
    )
SELECT l.trace, l.events, l.packets
FROM large AS l
JOIN place AS p ON p.trace = l.trace
GROUP BY l.trace, l.events, l.packets
HAVING sum(p.events) = l.events
    AND max(p.events) FILTER (p.seq = 0) = l.packets
    AND bool_and((p.events >= p.next) IS NOT false)
    AND bool_and((p.seq = p.place) IS true)
    AND sum(p.unnamed) = 0;

-- The others: a packet of n events has the positions 0 to n - 1, each once, when the exclusive or
-- of their hashes is that of these numbers. The hashes differ with each run, so nobody can make a
-- hole that fits.
CREATE OR REPLACE TABLE _grouped AS
WITH
    life AS MATERIALIZED (
        SELECT
            s.trace, s.packet,
            count(*) AS events,
            count(s.seq) AS numbers,
            -- A call may return when its packet was freed and the address is another one's: no
            -- number is due to that.
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

-- Packets with a hole, and with a position that several events have: how many, and what no recorder
-- writes, for which the trace is refused. Its seq has 32 bits, and two processors may give the same
-- one, no more; views count on from a seq, and join by it: a thousand rows at one would make a
-- million. Of a packet that has a hole and few events the latter is not looked for.
CREATE OR REPLACE TABLE _holes AS
WITH
    odd AS MATERIALIZED (
        SELECT trace, unnest(odd, recursive := true) FROM _grouped
    ),
    position AS (
        SELECT packet, seq, count(*) AS events
        FROM _source
        WHERE seq >= 0 AND kind IS DISTINCT FROM 'loss'
            AND packet IN (
                SELECT packet FROM odd WHERE numbers >= positions OR numbers > 200)
        GROUP BY packet, seq
    ),
    exact AS (
        SELECT packet, count(*) AS taken, max(events) AS most FROM position GROUP BY packet
    )
SELECT
    o.trace, o.packet,
    CAST(greatest(0, o.positions - coalesce(e.taken, o.numbers)) AS BIGINT) AS missing,
    CAST(o.numbers - coalesce(e.taken, o.numbers) AS BIGINT) AS misnumbered,
    CASE
        WHEN e.most > 16
        THEN format('{:d} events of packet {:d} have the same seq', e.most, o.packet)
        WHEN o.positions > 4294967296
        THEN format('packet {:d} has a seq above 4294967295', o.packet)
        WHEN o.lowest < -4294967296
        THEN format('packet {:d} has a seq below -4294967296', o.packet)
    END AS impossible
FROM odd AS o
LEFT JOIN exact AS e ON e.packet = o.packet;
