-- title: What the kernel counted in each network namespace
-- description: One row for each counter that was not 0 at the end. A counter counts all packets of
--   the namespace, in the trace or not.
-- needs: settings
-- column: trace                Number of the trace.
-- column: netns                Name (else inode) of the network namespace.
-- column: name                 Name as in nstat: IpInDiscards, TcpExtListenDrops; for connection
--   tracking, nf_conntrack_drop.
-- column: value                Value after the last packet, or before the first if it was only read
--   then.
-- column: growth               Increase since before the first packet; NULL where one of the two
--   values is not known.
-- cost: the footers of the files alone
CREATE VIEW counters AS
SELECT
    trace, netns,
    setting AS name,
    TRY_CAST(item ->> 'value' AS BIGINT) AS value,
    CASE
        WHEN change = 'added' THEN TRY_CAST(item ->> 'value' AS BIGINT)
        WHEN change IS DISTINCT FROM 'removed' THEN growth(item ->> 'value', before ->> 'value')
    END AS growth
FROM settings
WHERE part = 'counters';
