-- title: Rules that give a source address and one of few ports
-- description: One row per rule of nftables or iptables for SNAT or masquerading that names ports.
--   Rules without ports are left out: they may use any port, and seldom run out.
-- needs: firewall_rules
-- column: trace                Number of the trace.
-- column: netns                Name (else inode) of the network namespace.
-- column: address              Source address that it assigns; NULL for several, and for that of
--   the interface.
-- column: first_port           Lowest source port that it assigns.
-- column: last_port            Highest.
-- column: in_words             The rule in words: rule handle 7 (snat to 10.0.0.1:6200) of chain
--   out, table nat.
-- cost: the footers of the files alone
CREATE VIEW snat_rules AS
WITH
    given AS (
        SELECT
            *,
            regexp_extract(
                rule,
                '(?:\b(?:snat|masquerade)\b.* to |-j (?:SNAT|MASQUERADE) .*--to-(?:source|ports) )'
                    || '(?:(\S*):)?(\d+)(?:-(\d+))?(?: |$)',
                ['address', 'first', 'last']) AS t
        FROM firewall_rules
        WHERE regexp_matches(rule, '\b(snat|masquerade|SNAT|MASQUERADE)\b')
    )
SELECT
    trace, netns,
    CASE WHEN ip_bits(trim(t.address, '[]')) IS NOT NULL THEN trim(t.address, '[]') END AS address,
    TRY_CAST(t.first AS INTEGER) AS first_port,
    coalesce(TRY_CAST(t.last AS INTEGER), TRY_CAST(t.first AS INTEGER)) AS last_port,
    format('rule {} ({}) of chain {}, table {}',
        coalesce('handle ' || handle, 'number ' || number), rule, chain, "table") AS in_words
FROM given
WHERE TRY_CAST(t.first AS INTEGER) IS NOT NULL;
