-- title: IPsec policies
-- description: One row for each policy, as ip xfrm policy shows them, including those of sockets.
-- needs: settings
-- column: trace                Number of the trace.
-- column: netns                Name (else inode) of the network namespace.
-- column: direction            in, out or fwd; NULL for the policy of a socket.
-- column: priority             Priority: of the policies that match a packet, the one with the
--   lowest number decides.
-- column: source               Network of the packet's source address.
-- column: destination          Network of its destination address.
-- column: protocol             Protocol as ip writes it; NULL for any.
-- column: dport                Destination port; NULL for any, and for a range.
-- column: more_conditions      Does it also have conditions that are not columns here: a source
--   port, mark, device, interface number or ICMP type? Then a packet that matches the columns need
--   not match the policy.
-- column: action               allow or block.
-- column: protection           What packets must have or get, in words: ESP in tunnel mode from
--   10.0.0.1 to 10.0.0.2, reqid 9; NULL where it requires none.
-- column: template             The first protection that it requires, JSON: src, dst, proto, mode.
-- column: in_words             As ip xfrm policy takes it: src 10.0.0.0/8 dst 10.2.0.1/32 proto udp
--   dport 53 dir out.
-- column: change               added, removed or changed during the recording; NULL for none.
-- cost: the footers of the files alone
CREATE VIEW xfrm_policies AS
WITH
    policy AS (
        SELECT
            *,
            CASE
                WHEN json_type(item -> 'templates') = 'ARRAY'
                THEN list_filter(CAST(item -> 'templates' AS JSON[]),
                    lambda t: coalesce(t ->> 'level', '') <> 'use')
            END AS templates
        FROM settings
        WHERE part = 'xfrm policies'
    )
SELECT
    trace, netns,
    item ->> 'dir' AS direction,
    TRY_CAST(item ->> 'priority' AS BIGINT) AS priority,
    item ->> 'src' AS source,
    item ->> 'dst' AS destination,
    item ->> 'proto' AS protocol,
    TRY_CAST(item ->> 'dport' AS INTEGER) AS dport,
    coalesce(
        item ->> 'sport', item ->> 'mark', item ->> 'if_id', item ->> 'dev', item ->> 'type',
        item ->> 'code', item ->> 'key', item ->> 'socket') IS NOT NULL
        OR (item ->> 'dport') IS NOT NULL AND TRY_CAST(item ->> 'dport' AS INTEGER) IS NULL
        AS more_conditions,
    item ->> 'action' AS action,
    nullif(array_to_string(list_transform(templates, lambda t: upper(t ->> 'proto') || ' in '
        || (t ->> 'mode') || ' mode'
        || CASE
            WHEN (t ->> 'mode') <> 'transport'
            THEN ' from ' || (t ->> 'src') || ' to ' || (t ->> 'dst')
            ELSE ''
        END
        || CASE WHEN (t ->> 'reqid') <> '0' THEN ', reqid ' || (t ->> 'reqid') ELSE '' END),
        ' and '), '') AS protection,
    templates[1] AS template,
    concat_ws(' ', 'src', item ->> 'src', 'dst', item ->> 'dst', 'proto ' || (item ->> 'proto'),
        'sport ' || (item ->> 'sport'), 'dport ' || (item ->> 'dport'),
        'dir ' || (item ->> 'dir'), 'socket ' || (item ->> 'socket'),
        'priority ' || nullif(item ->> 'priority', '0')) AS in_words,
    change
FROM policy;
