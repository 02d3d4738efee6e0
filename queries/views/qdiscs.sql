-- title: Queueing disciplines of the network namespaces
-- description: One row for each qdisc of each interface, with what it counted during the recording.
-- needs: settings
-- column: trace                Number of the trace.
-- column: netns                Name (else inode) of the network namespace.
-- column: ifname               Interface.
-- column: kind                 fq_codel, pfifo, tbf, htb ...
-- column: handle               Handle, as tc writes it; 0: for one that the kernel created.
-- column: parent               Handle of the class that it is in; NULL for the root.
-- column: limit                Its limit in packets or, for bfifo, tbf and others, in bytes; NULL
--   where it has none or none is reported.
-- column: parameters           Its rate and how much it holds, in words; NULL where its options do
--   not say: htb and other classful qdiscs have these in their classes.
-- column: drops                Packets that it dropped so far.
-- column: drops_growth         Packets that it dropped during the recording; NULL when the counter
--   was read only once.
-- column: requeues_growth      How often during the recording the device had no room for a packet,
--   so that the packet went back to the qdisc: the driver returned busy, or its queue was stopped.
--   NULL likewise.
-- column: in_words             In words: pfifo 1: on eth0, limit 7.
-- column: change               added or removed during the recording, changed if its kind or its
--   options changed; NULL for none of these.
-- cost: the footers of the files alone
CREATE VIEW qdiscs AS
WITH
    qdisc AS (
        SELECT
            *,
            -- tc reads and writes bits a second; its JSON has bytes.
            8 * TRY_CAST(coalesce(
                item ->> '$.options.rate.rate', item ->> '$.options.rate',
                item ->> '$.options.bandwidth') AS HUGEINT) AS bits
        FROM settings
        WHERE part = 'qdiscs'
    )
SELECT
    trace, netns,
    item ->> 'dev' AS ifname,
    item ->> 'kind' AS kind,
    item ->> 'handle' AS handle,
    item ->> 'parent' AS parent,
    TRY_CAST(item ->> '$.options.limit' AS BIGINT) AS "limit",
    nullif(
        concat_ws(', ',
            CASE
                WHEN bits = 0 THEN NULL
                WHEN bits < 1e3 THEN format('rate {} bit/s', bits)
                WHEN bits < 1e6 THEN format('rate {:.4g} kbit/s', bits / 1e3)
                WHEN bits < 1e9 THEN format('rate {:.4g} Mbit/s', bits / 1e6)
                ELSE format('rate {:.4g} Gbit/s', bits / 1e9)
            END,
            'burst ' || (item ->> '$.options.burst') || ' bytes',
            'latency ' || duration_name(1000 * TRY_CAST(item ->> '$.options.lat' AS BIGINT)),
            'limit ' || (item ->> '$.options.limit') || CASE
                WHEN (item ->> 'kind') IN ('bfifo', 'tbf', 'red', 'gred') THEN ' bytes'
                WHEN (item ->> 'kind') IN ('pfifo', 'fq_codel', 'fq', 'codel', 'pie', 'fq_pie',
                    'netem', 'sfq', 'choke', 'sfb', 'hhf', 'dualpi2')
                THEN ' packets'
                ELSE ''
            END),
        '') AS parameters,
    TRY_CAST(item ->> 'drops' AS BIGINT) AS drops,
    CASE
        WHEN change IS NULL OR change = 'changed'
        THEN growth(item ->> 'drops', before ->> 'drops')
    END AS drops_growth,
    CASE
        WHEN change IS NULL OR change = 'changed'
        THEN growth(item ->> 'requeues', before ->> 'requeues')
    END AS requeues_growth,
    concat_ws(' ', item ->> 'kind', nullif(item ->> 'handle', '0:'), 'on ' || (item ->> 'dev'))
        || coalesce(', limit ' || (item ->> '$.options.limit'), '') AS in_words,
    CASE
        WHEN change <> 'changed' OR (item ->> 'kind') <> (before ->> 'kind')
            OR (item ->> 'options') <> (before ->> 'options')
        THEN change
    END AS change
FROM qdisc;
