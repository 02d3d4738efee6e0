-- What a trace contains, for a filter that no packet matches (the variable filter: its option
-- without --): what its values are called, and the most frequent ones. One row without a value if
-- there are none; no row for a filter whose values a report lists.
WITH
    words AS (
        SELECT word
        FROM (
            VALUES
                ('host', 'addresses'), ('port', 'ports'), ('proto', 'protocols'),
                ('iface', 'interfaces'), ('netns', 'namespaces'), ('packet', 'packets'),
                ('since', 'last event'), ('until', 'first event'))
            AS w (filter, word)
        WHERE filter = getvariable('filter')
    ),
    named AS (
        SELECT
            unnest(CASE getvariable('filter')
                WHEN 'host' THEN [saddr, daddr]
                WHEN 'port' THEN [CAST(sport AS VARCHAR), CAST(dport AS VARCHAR)]
                WHEN 'proto' THEN [coalesce(protocol, ethertype)]
                WHEN 'iface' THEN [ifname, in_ifname, out_ifname]
                WHEN 'netns' THEN [coalesce(netns_name, CAST(netns AS VARCHAR))]
            END) AS value
        FROM events
        WHERE packet IS NOT NULL
    ),
    value AS (
        SELECT value, count(*) AS events FROM named WHERE value IS NOT NULL GROUP BY value
        UNION ALL
        SELECT
            CASE getvariable('filter')
                WHEN 'packet' THEN format('{:d} to {:d}', min(packet), max(packet))
                WHEN 'since' THEN max(ts) || ' UTC'
                WHEN 'until' THEN min(ts) || ' UTC'
            END,
            1
        FROM events
        WHERE packet IS NOT NULL
    )
SELECT w.word, v.value
FROM words AS w
LEFT JOIN value AS v ON v.value IS NOT NULL
ORDER BY v.events DESC, TRY_CAST(v.value AS BIGINT), v.value
LIMIT 100;
