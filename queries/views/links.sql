-- title: Interfaces of the network namespaces, with their addresses
-- description: One row for each interface, whether or not packets of the trace were there.
-- needs: settings
-- column: trace                Number of the trace.
-- column: netns                Name (else inode) of the network namespace.
-- column: ifindex              Index.
-- column: ifname               Name.
-- column: mtu bytes            MTU.
-- column: mtu_before bytes     MTU before the first packet; NULL where it was not read then, or the
--   interface did not exist.
-- column: queue                Packets that its first queue can hold (txqueuelen); NULL for none.
-- column: state                UP, DOWN, UNKNOWN ...
-- column: up                   Is it administratively up (ip link set up)?
-- column: carrier              Does it have a carrier: a cable, a peer that is up, a program that
--   has it open? NULL while it is down.
-- column: carrier_before       The same before the first packet; NULL where it was not read then.
-- column: kind                 tun, veth, vlan ...; NULL for hardware, and when it is not reported.
-- column: port_state           As a port of a bridge: disabled, listening, learning, forwarding or
--   blocking; NULL when it is not a bridge port.
-- column: port_state_before    The same before the first packet.
-- column: hairpin              As a port of a bridge: may a frame leave through the port where it
--   arrived?
-- column: addresses            Addresses with the length of their prefix, separated by commas.
-- column: rx_dropped_growth    Received packets that were dropped during the recording; NULL when
--   the counter was read only once.
-- column: tx_dropped_growth    The same for sent packets.
-- column: change               added or removed during the recording; changed if its state, MTU or
--   addresses changed; NULL for none of these.
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
    has_flag(item, 'UP') AS up,
    CASE WHEN has_flag(item, 'UP') THEN NOT has_flag(item, 'NO-CARRIER') END AS carrier,
    CASE WHEN has_flag(before, 'UP') THEN NOT has_flag(before, 'NO-CARRIER') END
        AS carrier_before,
    item ->> '$.linkinfo.info_kind' AS kind,
    item ->> '$.linkinfo.info_slave_data.state' AS port_state,
    before ->> '$.linkinfo.info_slave_data.state' AS port_state_before,
    TRY_CAST(item ->> '$.linkinfo.info_slave_data.hairpin' AS BOOLEAN) AS hairpin,
    nullif(array_to_string(addresses, ', '), '') AS addresses,
    growth(item ->> '$.stats64.rx.dropped', before ->> '$.stats64.rx.dropped')
        AS rx_dropped_growth,
    growth(item ->> '$.stats64.tx.dropped', before ->> '$.stats64.tx.dropped')
        AS tx_dropped_growth,
    CASE WHEN change <> 'changed' OR differs THEN change END AS change
FROM link;
