-- Names that try to harm: terminal escapes, line breaks, quotes, SQL, Markdown, a spreadsheet formula.
INSERT INTO event BY NAME
SELECT
    make_timestamp_ns(at_ns) AS ts, 0 AS cpu, kind, function, packet, seq, ifname, netns_name,
    '10.0.0.1' AS saddr, '10.0.0.2' AS daddr, 'UDP' AS protocol, 'IPv4' AS ethertype,
    reason AS drop_reason, location AS drop_location
FROM (
    VALUES
        (1, 'entry', chr(27) || '[31mip_rcv' || chr(10) || 'x', 1, 0,
            'eth' || chr(7) || '0', '''; DROP VIEW packets; --', NULL, NULL),
        (2, 'tracepoint', 'kfree_skb', 1, 1, 'a|b', '=cmd()', 'A"B,C' || chr(9) || '|`D`',
            'x' || chr(27) || ']0;owned' || chr(7) || '+0x1')
) AS t (at_ns, kind, function, packet, seq, ifname, netns_name, reason, location);

INSERT INTO metadata VALUES
    ('skbtrail.host', 'host' || chr(27) || '[2J'),
    ('skbtrail.filter', '{"$": "not an array", "a''b": [1, {"c": 2}]}'),
    ('skbtrail.losses', 'no JSON'),
    ('skbtrail.probes', '{"an": "object"}'),
    ('skbtrail.start', 'yesterday');
