-- What all kinds of skbtrail compare read: which packets belong to which side, and what the two
-- recordings could see. GOOD are the traces up to the number in the variable good_traces.
CREATE MACRO side_of(trace) AS
    CASE WHEN trace <= getvariable('good_traces') THEN 'good' ELSE 'bad' END;

-- The end of a flow that is not the client, with the direction: packets of one service are alike.
CREATE MACRO service_name(protocol, saddr, sport, daddr, dport, flow) AS
    CASE
        WHEN saddr IS NULL THEN 'no IP packet'
        WHEN answers(sport, dport) THEN protocol || ' from ' || endpoint(saddr, sport)
        WHEN dport IS NULL THEN regexp_replace(flow, '^(\S+) \S+ > (\S+)(.*)$', '\1\3 to \2')
        ELSE protocol || ' to ' || endpoint(daddr, dport)
    END;

SET VARIABLE file_names = (SELECT list(file ORDER BY trace) FROM traces);

CREATE TEMP TABLE _unit AS
SELECT
    packet,
    side_of(trace) AS side,
    service_name(protocol, saddr, sport, daddr, dport, flow) AS service,
    -- Never shown; a hash takes less memory than the name.
    hash(coalesce(flow, 'packet ' || packet)) AS flow,
    complete
FROM packets;

-- Kinds that read many events per packet use a sample of the packets, with about as many events as
-- the variable sample says (0: all of them). Packets are selected by a hash of their number, so the
-- choice does not depend on any other property.
SET VARIABLE share = (
    SELECT
        CASE
            WHEN getvariable('sample') = 0 THEN 1000
            ELSE least(1000, ceil(1000 * getvariable('sample') / greatest(1, sum(events))))
        END
    FROM packets
);

CREATE MACRO in_sample(packet) AS hash(packet) % 1000 < getvariable('share');

CREATE TEMP TABLE _attached AS
SELECT DISTINCT side_of(trace) AS side, item ->> 'function' AS function, item ->> 'kind' AS kind
FROM (SELECT trace, unnest(CAST(probes AS JSON[])) AS item FROM traces)
WHERE coalesce(TRY_CAST(item ->> 'attached' AS BOOLEAN), false);

-- Functions that only one side could record; they prove nothing. A footer without probes says
-- nothing about them.
CREATE TEMP TABLE _apart AS
SELECT function
FROM (
    SELECT
        function,
        list(DISTINCT kind ORDER BY kind) FILTER (side = 'good') AS good,
        list(DISTINCT kind ORDER BY kind) FILTER (side = 'bad') AS bad
    FROM _attached
    GROUP BY function
)
WHERE good IS DISTINCT FROM bad AND (SELECT count(DISTINCT side) FROM _attached) = 2;

CREATE TEMP TABLE _side AS
WITH
    hole AS (
        SELECT trace, sum(missing) AS missing FROM _holes GROUP BY trace
    ),
    gone AS (
        SELECT trace, sum(lost) AS lost FROM losses GROUP BY trace
    ),
    recorded AS (
        SELECT
            side_of(t.trace) AS side,
            each_once(list(t.kernel), ', ') AS kernel,
            each_once(list(t.backend), ', ') AS backend,
            each_once(list(coalesce(nullif(concat_ws(', ', t.filter, t.bundle), ''), 'none')), '; ')
                AS filter,
            sum(t.duration_ns) AS duration_ns,
            -- Upper bound for packets missing as a whole: lost events outside the known gaps.
            sum(greatest(0, coalesce(g.lost, 0) - coalesce(h.missing, 0))) AS unseen
        FROM traces AS t
        LEFT JOIN hole AS h ON h.trace = t.trace
        LEFT JOIN gone AS g ON g.trace = t.trace
        GROUP BY 1
    )
SELECT
    r.side,
    CASE r.side WHEN 'good' THEN getvariable('good') ELSE getvariable('bad') END AS name,
    r.kernel, r.backend, r.filter, r.duration_ns,
    CAST(r.unseen AS DOUBLE) AS unseen,
    coalesce(u.packets, 0) AS packets,
    coalesce(u.flows, 0) AS flows,
    coalesce(u.incomplete, 0) AS incomplete
FROM recorded AS r
LEFT JOIN (
    SELECT
        side, count(*) AS packets, count(DISTINCT flow) AS flows,
        count(*) FILTER (NOT complete) AS incomplete
    FROM _unit
    GROUP BY side
) AS u ON u.side = r.side;

-- The counts of all kinds. Per side: x of n packets have the property; having is the number of
-- flows that have it, mostly the number of flows in which at least half of the packets have it,
-- unsure the number of packets with missing events. effect is the result of design_effect.
CREATE TEMP TABLE _share (
    kind VARCHAR, least DOUBLE, topic VARCHAR, what VARCHAR, scope VARCHAR, strata BIGINT,
    stratum VARCHAR,
    g STRUCT(
        x DOUBLE, n DOUBLE, flows DOUBLE, "having" DOUBLE, mostly DOUBLE, unsure DOUBLE,
        examples BIGINT[]),
    b STRUCT(
        x DOUBLE, n DOUBLE, flows DOUBLE, "having" DOUBLE, mostly DOUBLE, unsure DOUBLE,
        examples BIGINT[]),
    effect DOUBLE, excess DOUBLE, variance DOUBLE);

-- What was compared: each rate and each distribution of times, whether it differs or not.
CREATE TEMP TABLE _difference (
    kind VARCHAR, what VARCHAR, outcome VARCHAR, rather VARCHAR, unit VARCHAR, p DOUBLE,
    bound DOUBLE, attainable DOUBLE, effect DOUBLE, good_count DOUBLE, good_total DOUBLE,
    bad_count DOUBLE, bad_total DOUBLE, among VARCHAR, good VARCHAR, bad VARCHAR,
    good_example VARCHAR, bad_example VARCHAR, topic VARCHAR, change VARCHAR, counts BOOLEAN);

-- The headers of the kinds.
CREATE TEMP TABLE _kind (name VARCHAR, rank INTEGER, label VARCHAR);
