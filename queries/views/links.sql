-- title: Interfaces of the network namespaces, with their addresses
-- description: One row for each interface, whether packets of the trace were there or not.
-- needs: settings
-- column: trace                Number of the file.
-- column: netns                Name (else inode) of the network namespace.
-- column: ifindex              Index.
-- column: ifname               Name.
-- column: mtu bytes            MTU.
-- column: mtu_before bytes     MTU before the first packet; NULL where it was not read then, or was
--   not there.
-- column: queue                Packets that its first queue holds (txqueuelen); NULL for none.
-- column: state                UP, DOWN, UNKNOWN ...
-- column: addresses            Addresses with the length of their prefix, separated by commas.
-- column: rx_dropped_growth    Received packets that were dropped during the recording; NULL when
--   it was only read once.
-- column: tx_dropped_growth    The same of sent ones.
-- column: change               added or removed during the recording, changed when its state, MTU
--   or addresses were; NULL for none of these.
-- cost: the footers of the files alone
CREATE VIEW links AS
WITH
    link AS (
        SELECT
            *,
            CASE
                WHEN json_type(item -> 'addr_info') = 'ARRAY'
                THEN list_transform(CAST(item -> 'addr_info' AS JSON[]),
                    lambda a: (a ->> 'local') || '/' || (a ->> 'prefixlen'))
            END AS addresses,
            CAST(item ->> 'mtu' AS VARCHAR) IS DISTINCT FROM (before ->> 'mtu')
                OR (item ->> 'operstate') IS DISTINCT FROM (before ->> 'operstate')
                OR (item ->> 'addr_info') IS DISTINCT FROM (before ->> 'addr_info') AS differs
        FROM settings
        WHERE part = 'interfaces'
    )
SELECT
    trace, netns,
    TRY_CAST(item ->> 'ifindex' AS INTEGER) AS ifindex,
    item ->> 'ifname' AS ifname,
    TRY_CAST(item ->> 'mtu' AS BIGINT) AS mtu,
    TRY_CAST(before ->> 'mtu' AS BIGINT) AS mtu_before,
    TRY_CAST(item ->> 'txqlen' AS BIGINT) AS queue,
    item ->> 'operstate' AS state,
    nullif(array_to_string(addresses, ', '), '') AS addresses,
    growth(item ->> '$.stats64.rx.dropped', before ->> '$.stats64.rx.dropped')
        AS rx_dropped_growth,
    growth(item ->> '$.stats64.tx.dropped', before ->> '$.stats64.tx.dropped')
        AS tx_dropped_growth,
    CASE WHEN change <> 'changed' OR differs THEN change END AS change
FROM link;
