-- title: Neighbours of the network namespaces
-- description: One row for each entry of the neighbour tables (ARP and neighbour discovery).
-- needs: settings
-- column: trace                Number of the trace.
-- column: netns                Name (else inode) of the network namespace.
-- column: address              Address.
-- column: ifname               Interface.
-- column: mac                  Link-layer address; NULL when it is not known.
-- column: state                REACHABLE, STALE, FAILED ...; several are separated by spaces.
-- column: before               State before the first packet; NULL if the entry did not exist then.
-- cost: the footers of the files alone
CREATE VIEW neighbours AS
SELECT
    trace, netns,
    item ->> 'dst' AS address,
    item ->> 'dev' AS ifname,
    item ->> 'lladdr' AS mac,
    CASE WHEN json_type(item -> 'state') = 'ARRAY' THEN array_to_string(item ->> '$.state[*]', ' ')
    END AS state,
    CASE
        WHEN json_type(before -> 'state') = 'ARRAY'
        THEN array_to_string(before ->> '$.state[*]', ' ')
    END AS before
FROM settings
WHERE part = 'neighbours';
