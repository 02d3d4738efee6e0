-- title: What the kernel counted in each network namespace
-- description: One row for each counter that was not 0 at the end. It counts all packets of the
--   namespace, in the trace or not.
-- needs: settings
-- column: trace                Number of the file.
-- column: netns                Name (else inode) of the network namespace.
-- column: name                 As nstat names it: IpInDiscards, TcpExtListenDrops; of connection
--   tracking nf_conntrack_drop.
-- column: value                After the last packet, or before the first where it was only read
--   then.
-- column: growth               How much more that is than before the first packet; NULL where one
--   of the two is not known.
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
