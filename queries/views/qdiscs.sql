-- title: Queueing disciplines of the network namespaces
-- description: One row for each qdisc of each interface, with what it counted meanwhile.
-- needs: settings
-- column: trace                Number of the file.
-- column: netns                Name (else inode) of the network namespace.
-- column: ifname               Interface.
-- column: kind                 fq_codel, pfifo, tbf, htb ...
-- column: handle               Handle, as tc writes it; 0: for one that the kernel made.
-- column: parent               Handle of the class that it is in; NULL for the root.
-- column: limit                Its limit, in packets or, of bfifo, tbf and others, in bytes; NULL
--   where it has none or its limit is not told.
-- column: drops                Packets that it dropped so far.
-- column: drops_growth         Those of them during the recording; NULL when it was only read once.
-- column: told                 In words: pfifo 1: on eth0, limit 7.
-- column: change               added or removed during the recording, changed when its kind or its
--   options were; NULL for none of these.
-- cost: the footers of the files alone
CREATE VIEW qdiscs AS
SELECT
    trace, netns,
    item ->> 'dev' AS ifname,
    item ->> 'kind' AS kind,
    item ->> 'handle' AS handle,
    item ->> 'parent' AS parent,
    TRY_CAST(item ->> '$.options.limit' AS BIGINT) AS "limit",
    TRY_CAST(item ->> 'drops' AS BIGINT) AS drops,
    CASE
        WHEN change IS NULL OR change = 'changed'
        THEN growth(item ->> 'drops', before ->> 'drops')
    END AS drops_growth,
    concat_ws(' ', item ->> 'kind', nullif(item ->> 'handle', '0:'), 'on ' || (item ->> 'dev'))
        || coalesce(', limit ' || (item ->> '$.options.limit'), '') AS told,
    CASE
        WHEN change <> 'changed' OR (item ->> 'kind') <> (before ->> 'kind')
            OR (item ->> 'options') <> (before ->> 'options')
        THEN change
    END AS change
FROM settings
WHERE part = 'qdiscs';
