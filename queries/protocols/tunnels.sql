-- title: Tunnels: what goes through them, and between whom
-- description: One row per tunnel and traffic inside it, by outer and inner addresses. A packet
--   counts once in each namespace where it was seen encapsulated.
-- needs: events
-- param: top INTEGER = 100     Rows to show.
-- column: tunnel group         vxlan, geneve, gre, ipip, sit, ip6tnl or wireguard; its VNI or key.
-- column: outer group          Addresses outside.
-- column: inner                Addresses inside, the destination with its port.
-- column: netns                Network namespace.
-- column: functions            Functions where it was first and last seen encapsulated.
-- column: packets count        Packets.
-- column: bytes bytes          Sum of their lengths from the outer IP header.
-- column: example              Lowest number of such a packet: skbtrail packet shows its life.
-- empty: No packet was seen in a tunnel; record with --group tunnel.
-- cost: one scan of the tunnel's columns
WITH
    seen AS (
        SELECT
            packet, tunnel_type, tunnel_id,
            coalesce(netns_name, CAST(netns AS VARCHAR)) AS netns,
            last(saddr ORDER BY seq) AS saddr,
            last(daddr ORDER BY seq) AS daddr,
            last(inner_protocol ORDER BY seq) AS protocol,
            last(inner_saddr ORDER BY seq) AS inner_saddr,
            last(inner_daddr ORDER BY seq) AS inner_daddr,
            last(inner_dport ORDER BY seq) AS inner_dport,
            arg_min(function, seq) AS first_function,
            arg_max(function, seq) AS last_function,
            max(ip_len) AS ip_len
        FROM events
        WHERE tunnel_type IS NOT NULL AND packet IS NOT NULL
        GROUP BY ALL
    )
SELECT
    concat_ws(' ', tunnel_type, tunnel_id) AS tunnel,
    saddr || ' > ' || daddr AS "outer",
    flow_name(protocol, inner_saddr, NULL, inner_daddr, inner_dport, NULL) AS "inner",
    netns,
    CASE
        WHEN first_function = last_function THEN first_function
        ELSE first_function || ' ... ' || last_function
    END AS functions,
    count(*) AS packets,
    CAST(sum(ip_len) AS BIGINT) AS bytes,
    min(packet) AS example
FROM seen
GROUP BY tunnel, "outer", "inner", netns, functions
ORDER BY tunnel, "outer", packets DESC, "inner", netns, functions
LIMIT getvariable('top');
