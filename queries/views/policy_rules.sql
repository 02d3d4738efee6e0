-- title: Policy rules of the network namespaces
-- description: One row for each rule that chooses a routing table, as ip rule lists them.
-- needs: settings
-- column: trace                Number of the trace.
-- column: netns                Name (else inode) of the network namespace.
-- column: family               ipv4 or ipv6.
-- column: priority             Priority; the lowest number is tried first.
-- column: table                Table that it selects; NULL for a rule of another kind.
-- column: in_words             In words: from all to 10.9.0.0/16 lookup 77.
-- column: change               added or removed during the recording; NULL for neither.
-- cost: the footers of the files alone
CREATE VIEW policy_rules AS
SELECT
    trace, netns,
    left(part, 4) AS family,
    TRY_CAST(item ->> 'priority' AS BIGINT) AS priority,
    item ->> 'table' AS "table",
    concat_ws(' ',
        'from ' || (item ->> 'src') || coalesce('/' || (item ->> 'srclen'), ''),
        'to ' || (item ->> 'dst') || coalesce('/' || (item ->> 'dstlen'), ''),
        'fwmark ' || (item ->> 'fwmark'),
        'iif ' || (item ->> 'iif'),
        'oif ' || (item ->> 'oif'),
        'lookup ' || (item ->> 'table'),
        item ->> 'action') AS in_words,
    change
FROM settings
WHERE part IN ('ipv4 rules', 'ipv6 rules');
