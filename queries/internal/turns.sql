-- title: Every event, with whether it tells anything new about its packet
-- description: The events of packets, as in numbered. A report that needs the latest known
--   namespace or addresses sorts only the events where these are new. An event also counts as new
--   if it does not directly follow the one before it in the trace, and for all of a packet with
--   missing events.
-- needs: events, gaps, numbered
-- column: *  The columns of events, and ...
-- column: missing              As in numbered.
-- column: new_place            May netns, netns_name or ifname differ from the event before?
-- column: new_headers          May protocol, an address, a port or the tunnel differ from the
--   event before?
-- cost: one scan of the columns that are used; one window over the events of packets with a hole
CREATE VIEW turns AS
WITH
    holed AS MATERIALIZED (
        SELECT packet FROM gaps
    ),
    follower AS NOT MATERIALIZED (
        SELECT
            *,
            lag(packet) OVER () = packet AND lag(seq) OVER () = seq - 1 AS follows,
            hash(netns, netns_name, ifname) AS place,
            lag(hash(netns, netns_name, ifname)) OVER () AS old_place,
            hash(protocol, saddr, sport, daddr, dport, tunnel_type) AS headers,
            lag(hash(protocol, saddr, sport, daddr, dport, tunnel_type)) OVER () AS old_headers
        FROM events
        WHERE in_first_half(packet)
        UNION ALL
        SELECT
            *,
            lag(packet) OVER () = packet AND lag(seq) OVER () = seq - 1,
            hash(netns, netns_name, ifname),
            lag(hash(netns, netns_name, ifname)) OVER (),
            hash(protocol, saddr, sport, daddr, dport, tunnel_type),
            lag(hash(protocol, saddr, sport, daddr, dport, tunnel_type)) OVER ()
        FROM events
        WHERE NOT in_first_half(packet)
    )
SELECT
    * EXCLUDE (follows, place, old_place, headers, old_headers),
    CAST(0 AS BIGINT) AS missing,
    NOT coalesce(follows AND place = old_place, false) AS new_place,
    NOT coalesce(follows AND headers = old_headers, false) AS new_headers
FROM follower
WHERE packet NOT IN (SELECT packet FROM holed)
UNION ALL
SELECT *, true, true
FROM numbered
WHERE packet IN (SELECT packet FROM holed);
