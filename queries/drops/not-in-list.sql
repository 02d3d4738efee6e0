-- title: Addresses that are not in a list, and those that are
-- description: Compares every source and destination address with a list: the file given with
--   --list, or the lists that the recorder used. Addresses that are not in the list come first,
--   then those that are, then the entries without traffic.
-- needs: lists, packets, trace
-- param: list FILE = NULL      File with an address or network a line; what follows a # is a
--   remark.
-- param: top INTEGER = 100     Rows to show.
-- column: listed group         no, yes, unused (an entry without traffic), invalid (a line that is
--   neither address nor network), or no list (there is none to compare with).
-- column: address              Address; entry of the list without traffic.
-- column: entry                First entry that it is in.
-- column: sent count           Packets from it.
-- column: received count       Packets to it.
-- column: bytes bytes          Sum of their lengths from the IP header, both ways.
-- column: first offset         First event, from the start of the trace.
-- column: last offset          Last event.
-- column: ports                Destination ports of the packets from and to it, most used first.
-- empty: The trace has no addresses, and there is no list; give one with --list FILE.
-- cost: that of the view packets, and one comparison for each address and entry
WITH
    entry AS (
        SELECT DISTINCT network, network_bits(network) AS bits
        FROM (
            SELECT trim(split_part(line, '#', 1)) AS network
            FROM (SELECT unnest(string_split(getvariable('list'), chr(10))) AS line)
            UNION ALL
            SELECT network FROM lists WHERE getvariable('list') IS NULL
        )
        WHERE network <> ''
    ),
    used AS (
        SELECT saddr AS address, dport, 1 AS sent, 0 AS received, ip_len, first, last FROM packets
        UNION ALL
        SELECT daddr, dport, 0, 1, ip_len, first, last FROM packets
    ),
    port AS (
        SELECT
            address, dport,
            count(*) AS packets,
            sum(sent) AS sent,
            sum(received) AS received,
            coalesce(sum(ip_len), 0) AS bytes,
            min(first) AS first,
            max(last) AS last
        FROM used
        WHERE address IS NOT NULL
        GROUP BY address, dport
    ),
    host AS (
        SELECT
            address,
            ip_bits(address) AS bits,
            sum(sent) AS sent,
            sum(received) AS received,
            sum(bytes) AS bytes_sum,
            min(first) AS first,
            max(last) AS last,
            arg_max(dport, {'packets': packets, 'port': dport}, 4) FILTER (dport IS NOT NULL)
                AS ports,
            count(dport) AS number
        FROM port
        GROUP BY address
    ),
    match AS (
        SELECT h.address, min(e.network) AS entry
        FROM host AS h
        JOIN entry AS e ON starts_with(h.bits, e.bits)
        GROUP BY h.address
    ),
    line AS (
        SELECT
            CASE WHEN m.entry IS NULL THEN 1 ELSE 2 END AS part,
            CASE
                WHEN NOT EXISTS (FROM entry) THEN 'no list'
                WHEN m.entry IS NULL THEN 'no'
                ELSE 'yes'
            END AS listed,
            h.address, m.entry,
            CAST(h.sent AS BIGINT) AS sent,
            CAST(h.received AS BIGINT) AS received,
            CAST(h.bytes_sum AS BIGINT) AS bytes,
            epoch_ns(h.first) - epoch_ns(coalesce(t.start, min(h.first) OVER ())) AS first,
            epoch_ns(h.last) - epoch_ns(coalesce(t.start, min(h.first) OVER ())) AS last,
            array_to_string(h.ports, ', ')
                || CASE WHEN h.number > 4 THEN format(' and {:,} more', h.number - 4) ELSE '' END
                AS ports
        FROM host AS h
        CROSS JOIN trace AS t
        LEFT JOIN match AS m ON m.address = h.address
        UNION ALL
        SELECT
            CASE WHEN e.bits IS NULL THEN 0 ELSE 3 END,
            CASE WHEN e.bits IS NULL THEN 'invalid' ELSE 'unused' END,
            e.network, NULL, NULL, NULL, NULL, NULL, NULL, NULL
        FROM entry AS e
        WHERE NOT EXISTS (FROM host AS h WHERE starts_with(h.bits, e.bits))
    )
SELECT listed, address, entry, sent, received, bytes, first, last, ports
FROM line
ORDER BY part, sent + received DESC, address
LIMIT getvariable('top');
