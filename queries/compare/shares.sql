-- Counts in each trace how many packets have the property that a kind looks for; tests.sql compares
-- the counts. The program fills in the SELECT of the kind, its name, which packets it takes, how
-- they are paired and the least difference that counts.
--
-- A row of the kind says: this packet has this property (what) among those of the topic. Packets of
-- one service are compared with packets of the same service in the other trace, so that a different
-- mix of traffic makes no difference. The unit is the flow where both sides have ten or more; a
-- packet then counts for as much as the design effect says.
INSERT INTO _share
WITH
    unit AS NOT MATERIALIZED (
        FROM _unit WHERE /* taken */
    ),
    fact AS MATERIALIZED (
        SELECT DISTINCT coalesce(f.topic, '') AS topic, f.what, f.packet
        FROM (
            /* kind */
        ) AS f
        WHERE f.packet IS NOT NULL
    ),
    -- All packets that could have the property: n of a flow; x of them have it.
    possible AS (
        SELECT topic, u.side, u.service, u.flow, count(*) AS n
        FROM (SELECT DISTINCT topic, packet FROM fact WHERE topic <> '') AS t
        JOIN unit AS u ON u.packet = t.packet
        GROUP BY ALL
        UNION ALL
        SELECT '', side, service, flow, count(*) FROM unit GROUP BY ALL
    ),
    having_it AS (
        SELECT
            f.topic, f.what, u.side, u.service, u.flow,
            count(*) AS x,
            min(u.packet) AS example
        FROM fact AS f
        JOIN unit AS u ON u.packet = f.packet
        WHERE f.what IS NOT NULL
        GROUP BY ALL
    ),
    doubt AS (
        SELECT side, service, count(*) FILTER (NOT complete) AS incomplete
        FROM unit
        GROUP BY ALL
    ),
    -- Everything is counted twice: per service, and over all services.
    total AS (
        SELECT
            topic, scope, stratum, side,
            count(*) AS flows,
            CAST(sum(n) AS DOUBLE) AS n,
            CAST(sum(n * n) AS DOUBLE) AS nn
        FROM (
            SELECT topic, 'service' AS scope, service AS stratum, side, n FROM possible
            UNION ALL
            SELECT topic, 'all', '', side, n FROM possible
        )
        GROUP BY ALL
    ),
    part AS (
        SELECT
            h.topic, h.what, s.scope, s.stratum, h.side,
            count(*) AS flows,
            count(*) FILTER (2 * h.x >= p.n) AS mostly,
            CAST(sum(h.x) AS DOUBLE) AS x,
            CAST(sum(h.x * h.x) AS DOUBLE) AS xx,
            CAST(sum(h.x * p.n) AS DOUBLE) AS xn,
            min(h.example, 3) AS examples
        FROM having_it AS h
        JOIN possible AS p
            ON p.topic = h.topic AND p.side = h.side AND p.service = h.service AND p.flow = h.flow
        CROSS JOIN LATERAL (
            VALUES ('service', h.service), ('all', '')) AS s (scope, stratum)
        GROUP BY ALL
    ),
    -- A service that occurs on one side only cannot be compared.
    common AS (
        SELECT topic, scope, stratum
        FROM total
        GROUP BY ALL
        HAVING count(DISTINCT side) = 2
    ),
    touched AS (
        SELECT
            p.topic, p.what, p.scope,
            sum(p.x) FILTER (c.topic IS NOT NULL) AS comparable,
            sum(p.x) AS x
        FROM part AS p
        LEFT JOIN common AS c
            ON c.topic = p.topic AND c.scope = p.scope AND c.stratum = p.stratum
        GROUP BY ALL
    ),
    chosen AS (
        SELECT topic, what, scope
        FROM touched
        WHERE CASE '/* pairing */'
            WHEN 'service' THEN scope = 'service'
            WHEN 'all' THEN scope = 'all'
            -- Per service if that covers at least half of the packets.
            ELSE true
        END
        QUALIFY row_number() OVER (
            PARTITION BY topic, what
            ORDER BY scope = 'service' AND coalesce(comparable, 0) * 2 >= x DESC, scope) = 1
    ),
    stratum AS (
        SELECT DISTINCT p.topic, p.what, p.scope, p.stratum
        FROM part AS p
        JOIN chosen AS c ON c.topic = p.topic AND c.what = p.what AND c.scope = p.scope
        JOIN common AS m
            ON m.topic = p.topic AND m.scope = p.scope AND m.stratum = p.stratum
    ),
    cell AS (
        SELECT
            s.topic, s.what, s.scope, s.stratum, t.side, t.flows, t.n, t.nn,
            coalesce(p.x, 0) AS x,
            coalesce(p.xx, 0) AS xx,
            coalesce(p.xn, 0) AS xn,
            coalesce(p.flows, 0) AS having_flows,
            coalesce(p.mostly, 0) AS mostly,
            p.examples,
            coalesce(CASE s.scope WHEN 'service' THEN d.incomplete ELSE r.incomplete END, 0)
                + r.unseen AS unsure
        FROM stratum AS s
        JOIN total AS t
            ON t.topic = s.topic AND t.scope = s.scope AND t.stratum = s.stratum
        JOIN _side AS r ON r.side = t.side
        LEFT JOIN part AS p
            ON p.topic = s.topic AND p.what = s.what AND p.scope = s.scope
                AND p.stratum = s.stratum AND p.side = t.side
        LEFT JOIN doubt AS d ON d.side = t.side AND d.service = s.stratum
    ),
    -- Cochran-Mantel-Haenszel: the expected count per service if both sides had the same rate.
    expected AS (
        SELECT
            topic, what,
            count(*) AS strata,
            any_value(stratum) AS stratum,
            sum(bad_x - bad_n * k / n) AS excess,
            sum(CASE WHEN n > 1 THEN bad_n * (n - bad_n) * k * (n - k) / (n * n * (n - 1)) END)
                AS variance
        FROM (
            SELECT
                topic, what, stratum,
                coalesce(sum(x) FILTER (side = 'bad'), 0) AS bad_x,
                coalesce(sum(n) FILTER (side = 'bad'), 0) AS bad_n,
                sum(x) AS k,
                sum(n) AS n
            FROM cell
            GROUP BY ALL
        )
        GROUP BY topic, what
    ),
    compared AS (
        SELECT
            topic, what,
            any_value(scope) AS scope,
            {
                'x': sum(x) FILTER (side = 'good'), 'n': sum(n) FILTER (side = 'good'),
                'flows': sum(flows) FILTER (side = 'good'),
                'having': sum(having_flows) FILTER (side = 'good'),
                'mostly': sum(mostly) FILTER (side = 'good'),
                'unsure': sum(unsure) FILTER (side = 'good'),
                'examples': flatten(list(examples) FILTER (side = 'good' AND x > 0))
            } AS g,
            {
                'x': sum(x) FILTER (side = 'bad'), 'n': sum(n) FILTER (side = 'bad'),
                'flows': sum(flows) FILTER (side = 'bad'),
                'having': sum(having_flows) FILTER (side = 'bad'),
                'mostly': sum(mostly) FILTER (side = 'bad'),
                'unsure': sum(unsure) FILTER (side = 'bad'),
                'examples': flatten(list(examples) FILTER (side = 'bad' AND x > 0))
            } AS b,
            design_effect(sum(flows), sum(n), sum(nn), sum(x), sum(xx), sum(xn)) AS effect
        FROM cell
        GROUP BY topic, what
    )
SELECT
    '/* name */', /* least */, c.topic, c.what, c.scope, e.strata, e.stratum, c.g, c.b, c.effect,
    e.excess, coalesce(e.variance, 0)
FROM compared AS c
JOIN expected AS e ON e.topic = c.topic AND e.what = c.what;
