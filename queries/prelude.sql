-- Macros that views and reports share. Executed before the views; needs no trace. The macros role_*
-- are made from bpf/catalogue, whose head says what each role is.
-- macro: endpoint(address, port)
-- description: An address with its port: 10.0.0.1:80, [fd00::1]:80, or the address alone.
CREATE MACRO endpoint(address, port) AS
    CASE
        WHEN port IS NULL THEN address
        WHEN contains(address, ':') THEN '[' || address || ']:' || port
        ELSE address || ':' || port
    END;

-- macro: answers(sport, dport)
-- description: Do the ports look like those of a server's packet to a client: the destination port
--   is one that Linux assigns to clients (above 32767), the source port is not?
CREATE MACRO answers(sport, dport) AS coalesce(dport >= 32768 AND sport < 32768, false);

-- macro: source_port(sport, dport, apart)
-- description: The source port; NULL if it is a client's and client ports are not kept apart.
CREATE MACRO source_port(sport, dport, apart) AS
    CASE WHEN apart OR answers(sport, dport) THEN sport END;

-- macro: destination_port(sport, dport, apart)
-- description: The destination port, likewise.
CREATE MACRO destination_port(sport, dport, apart) AS
    CASE WHEN apart OR NOT answers(sport, dport) THEN dport END;

-- macro: icmp_name(protocol, icmp_type)
-- description: What an ICMP or ICMPv6 type means; NULL for other protocols.
CREATE MACRO icmp_name(protocol, icmp_type) AS
    CASE protocol
        WHEN 'ICMP' THEN
            CASE icmp_type
                WHEN 0 THEN 'echo reply'
                WHEN 3 THEN 'unreachable'
                WHEN 5 THEN 'redirect'
                WHEN 8 THEN 'echo request'
                WHEN 11 THEN 'time exceeded'
                WHEN 12 THEN 'parameter problem'
                ELSE 'type ' || icmp_type
            END
        WHEN 'ICMPv6' THEN
            CASE icmp_type
                WHEN 1 THEN 'unreachable'
                WHEN 2 THEN 'packet too big'
                WHEN 3 THEN 'time exceeded'
                WHEN 4 THEN 'parameter problem'
                WHEN 128 THEN 'echo request'
                WHEN 129 THEN 'echo reply'
                WHEN 131 THEN 'multicast report'
                WHEN 132 THEN 'multicast done'
                WHEN 133 THEN 'router solicitation'
                WHEN 134 THEN 'router advertisement'
                WHEN 135 THEN 'neighbour solicitation'
                WHEN 136 THEN 'neighbour advertisement'
                WHEN 137 THEN 'redirect'
                WHEN 143 THEN 'multicast report'
                ELSE 'type ' || icmp_type
            END
    END;

-- macro: arp_name(ethertype)
-- description: The protocol of a frame that has addresses and no IP header; NULL for others.
CREATE MACRO arp_name(ethertype) AS CASE WHEN ethertype = 'ARP' THEN ethertype END;

-- macro: flow_name(protocol, saddr, sport, daddr, dport, icmp_type)
-- description: One line for a packet's addresses, as in UDP 10.0.0.1:5000 > 10.0.0.2:53.
CREATE MACRO flow_name(protocol, saddr, sport, daddr, dport, icmp_type) AS
    coalesce(protocol, 'IP') || ' ' || endpoint(saddr, sport) || ' > ' || endpoint(daddr, dport)
    || coalesce(' ' || icmp_name(protocol, icmp_type), '');

-- macro: step_name(kind, function)
-- description: A function as a step of a path: its name, and :return where it returned.
CREATE MACRO step_name(kind, function) AS
    CASE WHEN kind = 'return' THEN function || ':return' ELSE function END;

-- macro: step_id(kind, function)
-- description: A number for a step's name (view step_names), cheaper to store and to compare.
CREATE MACRO step_id(kind, function) AS
    CASE
        WHEN function IS NOT NULL
        THEN xor(hash(function), CAST(kind = 'return' AS UBIGINT))
    END;

-- macro: looks_up(function, route_type, route_dev)
-- description: Does the event belong to a route lookup or to the check of a packet's source?
CREATE MACRO looks_up(function, route_type, route_dev) AS
    role_looks_up(function) OR role_checks_source(function) OR role_no_route(function)
    OR route_type IS NOT NULL OR route_dev IS NOT NULL;

-- macro: is_multicast(address)
-- description: Is it a multicast address (224.0.0.0/4, ff00::/8)?
CREATE MACRO is_multicast(address) AS
    coalesce(regexp_matches(address, '^(2(2[4-9]|3[0-9])\.|ff..:)'), false);

-- macro: leaves(function, sending)
-- description: Is a dropped packet at another device from this event on? It is after it arrives,
--   and after it departs unless it was dropped while being sent.
CREATE MACRO leaves(function, sending) AS
    role_arrives(function) OR role_departs(function) AND NOT coalesce(sending, false);

-- macro: place_name(location, address)
-- description: The function of a code location, without offset and without the suffixes that
--   compilers add (.constprop.0, .isra.0, .part.0, .cold); the address where there is no name.
CREATE MACRO place_name(location, address) AS
    coalesce(
        CASE
            WHEN contains(location, '.')
            THEN regexp_replace(
                split_part(location, '+0x', 1),
                '\.(constprop|isra|part|cold|lto_priv|llvm)\b.*$', '')
            ELSE split_part(location, '+0x', 1)
        END,
        '0x' || lower(to_hex(address)));

-- macro: in_netfilter(place)
-- description: Is a place, as place_name returns it, code that walks netfilter's hooks, or without
--   a name? The bridge walks PREROUTING itself (nf_hook_bridge_pre in net/bridge/br_input.c).
CREATE MACRO in_netfilter(place) AS
    coalesce(
        role_walks_hooks(place) OR starts_with(place, '0x')
            OR regexp_matches(place, '^_*(br_nf|nf|nft|ipt|ip6t|arpt|ebt|xt)_'),
        true);

-- macro: is_drop(function, drop_reason)
-- description: Does the event free a packet as dropped (kernels before 5.17 give no reason)?
CREATE MACRO is_drop(function, drop_reason) AS
    (role_drops(function) OR drop_reason IS NOT NULL)
    AND coalesce(drop_reason, '') NOT IN ('CONSUMED', 'NOT_DROPPED_YET');

-- macro: unnamed(reason)
-- description: Does the kernel give no reason? Before 5.17 it never does, later not in some places.
CREATE MACRO unnamed(reason) AS coalesce(reason, 'NOT_SPECIFIED') = 'NOT_SPECIFIED';

-- macro: old_tcp(reason)
-- description: Does TCP refuse a segment for its sequence number? It refuses probes that way, too.
CREATE MACRO old_tcp(reason) AS
    coalesce(reason IN ('TCP_OLD_DATA', 'TCP_OLD_SEQUENCE', 'TCP_INVALID_SEQUENCE'), false);

-- macro: tells_little(reason, place)
-- description: Does a place free handled, broken and refused packets in the same way, so that only
--   other events distinguish them?
CREATE MACRO tells_little(reason, place) AS
    unnamed(reason)
    AND (role_frees_tcp(place) OR role_frees_icmp(place) OR role_frees_icmpv6(place)
        OR role_frees_ip(place));

-- macro: free_kind(d)
-- description: What kind of free a drop is, as in the view frees; NULL for one that the kernel
--   means as a drop. d has the columns of dropped and what other events say: its socket was in
--   TIME_WAIT (closed), it was answered with a reset (reset), its echo request with a reply or its
--   only byte with an acknowledgement (answered), its data was acknowledged before it came (again),
--   it reached ping_rcv (pinged), passed the checks of icmpv6_rcv (handled), reached no source
--   check as IPv4 multicast (unjoined).
CREATE MACRO free_kind(d) AS
    CASE
        WHEN d.daddr IS NULL AND regexp_matches(d.function, '^_*(unix|netlink|nfnetlink|genl)_')
            THEN 'not an IP packet'
        WHEN (d.protocol = 'ICMP' AND d.icmp_type = 0
                OR d.protocol = 'ICMPv6' AND d.icmp_type = 129)
            AND (d.reason = 'NO_SOCKET' OR unnamed(d.reason) AND d.pinged)
            THEN 'answered ping'
        WHEN old_tcp(d.reason) AND d.answered THEN 'TCP probe'
        -- Before 6.3, tcp_sequence() reports old data as invalid.
        WHEN d.again OR d.reason = 'TCP_OLD_DATA'
            OR d.reason = 'TCP_OLD_SEQUENCE' AND d.payload_len > 0 THEN 'data again'
        -- The packet was queued for a socket that has closed. A SYN requests a new connection.
        WHEN d.reason = 'TCP_CLOSE' AND NOT contains(d.tcp_flags, 'SYN')
            THEN CASE d.payload_len > 0 WHEN true THEN 'unread' WHEN false THEN 'closed TCP' END
        -- It ended its connection, or no socket is left to be reset, except a listening one.
        WHEN d.reason IN ('NO_SOCKET', 'TCP_FLAGS', 'TCP_RESET') AND contains(d.tcp_flags, 'RST')
            AND NOT contains(d.tcp_flags, 'SYN')
            THEN 'reset'
        WHEN (unnamed(d.reason) OR d.reason IN ('QUEUE_PURGE', 'SOCKET_CLOSE'))
            AND role_frees_socket(d.function)
            THEN CASE
                WHEN d.protocol = 'TCP' AND coalesce(d.payload_len, 0) = 0 THEN 'closed TCP'
                ELSE 'unread'
            END
        WHEN d.reason = 'QUEUE_PURGE' AND NOT starts_with(d.function, 'neigh') THEN 'emptied queue'
        -- The host's own messages, to be sent before the interface has an address.
        WHEN d.protocol = 'ICMPv6' AND d.saddr = '::' AND d.icmp_type IN (133, 135, 143)
            AND role_route_refuses(d.function) THEN 'no address yet'
        WHEN NOT unnamed(d.reason) THEN NULL
        WHEN role_usual(d.function) IS NOT NULL THEN role_usual(d.function)
        WHEN role_frees_tcp(d.function)
            THEN CASE
                WHEN d.reset THEN NULL
                WHEN d.closed THEN 'closed TCP'
                -- A kernel that gives reasons would name a bad checksum.
                WHEN d.reason IS NOT NULL AND contains(d.tcp_flags, 'RST')
                    AND NOT contains(d.tcp_flags, 'SYN')
                    THEN 'reset'
                ELSE 'TCP'
            END
        WHEN role_frees_icmpv6(d.function)
            THEN CASE
                WHEN d.icmp_type = 128 AND d.answered THEN 'handled ICMPv6'
                -- A kernel that gives reasons would name a bad checksum; the rest is RFC 4861.
                WHEN (d.handled OR d.reason IS NOT NULL)
                    AND (d.icmp_type BETWEEN 1 AND 4 OR d.icmp_type IN (130, 131, 132, 143)
                        OR d.icmp_type BETWEEN 133 AND 137 AND d.ttl = 255 AND d.icmp_code = 0)
                    THEN 'handled ICMPv6'
                ELSE 'ICMPv6'
            END
        WHEN d.unjoined THEN 'multicast'
        -- Copies for the sockets of a group; with reasons, all other frees here are named.
        WHEN role_frees_udp(d.function)
            AND is_multicast(d.daddr)
            THEN CASE WHEN d.reason IS NULL THEN 'UDP multicast' ELSE 'multicast' END
        WHEN role_frees_ip(d.function) AND is_multicast(d.daddr) THEN 'IPv4 multicast'
        WHEN d.daddr IS NULL AND d.ethertype IS NULL
            THEN CASE WHEN d.len IS NULL THEN 'nothing known' ELSE 'not an IP packet' END
    END;

-- macro: source_check(d)
-- description: Why the source or destination of a packet was refused before it had a route, in
--   words; NULL when that is not known. d has its addresses, and what route lookup and source check
--   returned: EXDEV (18) for another interface, EINVAL (22) for impossible addresses, drop reasons
--   on newer kernels (ip_route_input_slow, fib_validate_source).
CREATE MACRO source_check(d) AS
    CASE
        WHEN d.source.verdict = 'reject'
        THEN 'source check: rejected' || CASE d.source.retval
            WHEN -18 THEN ' (other interface)'
            WHEN -22 THEN ' (own address, or not unicast)'
            ELSE ''
        END
        WHEN d.route.retval <> 0 AND d.source IS NULL
        THEN CASE
            WHEN regexp_matches(d.saddr, '^(0|127|22[4-9]|23[0-9]|24[0-9]|25[0-5])\.')
            THEN 'source check: rejected (martian)'
            WHEN regexp_matches(d.daddr, '^(0|127)\.') THEN 'martian destination'
        END
    END;

-- macro: cause(d)
-- description: What other events of a packet show about why it was dropped, in words; NULL when
--   they show nothing. d has the columns of the view drops, the last route lookup and source check,
--   the route that refused it, the last function before, the ICMP error and whether a reset was
--   sent about it.
CREATE MACRO cause(d) AS
    CASE
        WHEN role_cause(d.function) IS NOT NULL
            THEN role_cause(d.function) || coalesce(' on ' || d.ifname, '')
        WHEN unnamed(d.reason) AND role_to_port(d.last) THEN 'bridge port refuses'
        WHEN role_frees_ip(d.function) THEN source_check(d)
        WHEN role_route_refuses(d.function) THEN 'route: ' || d.refused_by
        WHEN role_frees_tcp(d.function) AND d.reset THEN 'answered with a reset'
        WHEN unnamed(d.reason) AND d.answer IS NOT NULL
        THEN 'answered with ICMP ' || icmp_error(
            CASE WHEN contains(d.saddr, ':') THEN 'ICMPv6' ELSE 'ICMP' END,
            d.answer.type, d.answer.code)
    END;

-- macro: duration_name(ns)
-- description: A duration with three digits and its unit, for text inside a report's cell.
CREATE MACRO duration_name(ns) AS
    CASE
        WHEN abs(ns) < 1e3 THEN ns || ' ns'
        WHEN abs(ns) < 1e6 THEN format('{:.3g} us', ns / 1e3)
        WHEN abs(ns) < 1e9 THEN format('{:.3g} ms', ns / 1e6)
        ELSE format('{:.1f} s', ns / 1e9)
    END;

-- macro: binary_digits(value)
-- description: A number rounded to its first 12 binary digits, within a 4096th of it, so that many
--   different ones become few. Veltkamp's splitting: adding and subtracting a multiple 2^41 times
--   larger rounds off the lower digits.
CREATE MACRO binary_digits(value) AS
    2199023255553 * CAST(value AS DOUBLE)
    - (2199023255553 * CAST(value AS DOUBLE) - CAST(value AS DOUBLE));

-- macro: growth(after, before)
-- description: How much a counter, as text, has grown; NULL where one of the two is not a number.
CREATE MACRO growth(after, before) AS TRY_CAST(
    CAST(TRY_CAST(after AS BIGINT) AS HUGEINT) - CAST(TRY_CAST(before AS BIGINT) AS HUGEINT)
    AS BIGINT);

-- macro: has_flag(link, flag)
-- description: Does an interface, as ip -j describes it, have a flag? NULL if none are listed.
CREATE MACRO has_flag(link, flag) AS
    list_contains(TRY_CAST(link -> 'flags' AS VARCHAR[]), flag);

-- macro: each_once(texts, separator)
-- description: Different texts of a list, sorted; NULL for none. (DISTINCT takes long to plan.)
CREATE MACRO each_once(texts, separator) AS
    nullif(array_to_string(list_sort(list_distinct(texts)), separator), '');

-- macro: part_bits(part, width)
-- description: One part of an IP address, decimal or 0x, as a text of that many bits; x for none.
CREATE MACRO part_bits(part, width) AS
    CASE
        WHEN TRY_CAST(part AS INTEGER) BETWEEN 0 AND (1 << width) - 1
        THEN lpad(bin(TRY_CAST(part AS INTEGER)), width, '0')
        ELSE 'x'
    END;

-- macro: dotted_bits(address)
-- description: The parts of an IPv4 address as a text of their bits.
CREATE MACRO dotted_bits(address) AS array_to_string(
    list_transform(string_split(address, '.'), lambda o: part_bits(o, 8)), '');

-- macro: group_bits(groups)
-- description: Groups of an IPv6 address, hexadecimal and separated by :, as a text of their bits.
CREATE MACRO group_bits(groups) AS
    CASE
        WHEN groups = '' THEN ''
        ELSE array_to_string(
            list_transform(string_split(groups, ':'), lambda g: CASE
                WHEN contains(g, '.') THEN dotted_bits(g) ELSE part_bits('0x' || g, 16) END), '')
    END;

-- macro: halves_bits(address)
-- description: The bits of an IPv6 address: those before its ::, zeros for it, and those behind it.
--   (Written as functions of functions: a macro that names its argument twice doubles the plan.)
CREATE MACRO halves_bits(address) AS list_reduce(
    list_transform(string_split(address, '::'), lambda half: group_bits(half)),
    lambda head, tail: head || repeat('0', 128 - length(head) - length(tail)) || tail);

-- macro: ip_bits(address)
-- description: 4 or 6 and the bits of an IP address as a text, so that a network is a common prefix
--   of the texts of its addresses; NULL for any other text. An IPv4-mapped one is an IPv6 address:
--   in ::ffff:10.0.0.0/104, not in 10.0.0.0/8.
CREATE MACRO ip_bits(address) AS
    nullif(
        regexp_extract(
            CASE
                WHEN regexp_matches(address, 'x|::.*::|\..*:|^[^.]*(\.\w*){1,2}$|(\..*){4}') THEN ''
                WHEN address LIKE '%:%' THEN '6' || halves_bits(address)
                ELSE '4' || dotted_bits(address)
            END,
            '^(4[01]{32}|6[01]{128})$'),
        '');

-- macro: network_bits(network)
-- description: The common prefix of the ip_bits of the addresses in a network: 10.0.0.0/8, fd00::/8
--   or an address alone; NULL for anything that is not a network.
CREATE MACRO network_bits(network) AS list_transform(
    [ip_bits(split_part(network, '/', 1))],
    lambda bits: CASE
        WHEN network NOT LIKE '%/%' THEN bits
        WHEN TRY_CAST(split_part(network, '/', 2) AS UTINYINT) < length(bits)
        THEN left(bits, 1 + CAST(split_part(network, '/', 2) AS UTINYINT))
    END)[1];

-- macro: trace_of(packet)
-- description: Number of the trace of a packet: packet 2000017 is of the second. 1 for one trace.
CREATE MACRO trace_of(packet) AS coalesce(packet // getvariable('packet_scale'), 1);

-- macro: is_resumed(packet)
-- description: Does its trace lack the first parts of the recording, so that it may begin there?
CREATE MACRO is_resumed(packet) AS list_contains(getvariable('resumed_traces'), trace_of(packet));

-- macro: number_in_trace(packet)
-- description: The number that a packet has in its own trace: 17 of packet 2000017. With one trace
--   it is the number itself, so that a condition on it limits what is read.
CREATE MACRO number_in_trace(packet) AS
    CASE
        WHEN getvariable('packet_scale') IS NULL THEN packet
        ELSE packet % getvariable('packet_scale')
    END;

-- macro: in_first_half(packet)
-- description: Is its number in the lower half? DuckDB's window over the previous row uses one
--   processor; with two halves of a trace, each has its own.
CREATE MACRO in_first_half(packet) AS packet <= getvariable('packet_middle');

-- macro: icmp_error(protocol, error_type, error_code)
-- description: What an error of ICMP or ICMPv6 means: unreachable, port (RFC 792, 1812, 4443).
CREATE MACRO icmp_error(protocol, error_type, error_code) AS
    nullif(
        concat_ws(', ',
            icmp_name(protocol, error_type),
            CASE
                WHEN protocol = 'ICMP' AND error_type = 3
                THEN coalesce(
                    ['network', 'host', 'protocol', 'port', 'fragmentation needed',
                        'source route failed', 'network unknown', 'host unknown', 'source isolated',
                        'network prohibited', 'host prohibited', 'network for this service',
                        'host for this service', 'prohibited'][error_code + 1],
                    'code ' || error_code)
                WHEN protocol = 'ICMPv6' AND error_type = 1
                THEN coalesce(
                    ['no route', 'prohibited', 'beyond scope', 'address', 'port', 'source policy',
                        'reject route'][error_code + 1],
                    'code ' || error_code)
                WHEN error_type = CASE protocol WHEN 'ICMP' THEN 11 ELSE 3 END
                THEN CASE error_code
                    WHEN 0 THEN 'in transit'
                    WHEN 1 THEN 'reassembly'
                    ELSE 'code ' || error_code
                END
                WHEN error_code <> 0 THEN 'code ' || error_code
            END),
        '');

-- macro: since(ts, origin)
-- description: Nanoseconds from an origin (a HUGEINT) to a time: 0 for one before it, 2^62 at most.
CREATE MACRO since(ts, origin) AS
    CAST(least(greatest(epoch_ns(ts) - origin, 0), 4611686018427387904) AS BIGINT);
