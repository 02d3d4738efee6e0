-- A secret in every key of the footer and in every part of the snapshot, where it is expected and where it is not.
INSERT INTO metadata VALUES
    ('skbtrail.recorder', '10.66.77.88'),
    ('skbtrail.host', 'secret.example'),
    ('skbtrail.kernel', '6.1.0-secret'),
    ('skbtrail.architecture', '10.66.77.88'),
    ('skbtrail.backend', '02:66:77:88:99:aa'),
    ('skbtrail.stop_reason', 'secret'),
    ('skbtrail.attach_ns', 'secret'),
    ('skbtrail.clock_offset_ns', '"secret"'),
    ('skbtrail.command', '["--netns", "secret", "--netns=secret2", "--host", "10.66.77.0/24,secret", "--secret", "-s",
        "tcp and host secret.example and ether host 02:66:77:88:99:aa", "-o", "/home/secret/10.66.77.88", "--pid",
        "8675309", "--comm=secret", "--function", "ip_rcv,10.66.77.88", {"secret": "secret"}, "--", "curl", "secret"]'),
    ('skbtrail.filter', '{"host": ["10.66.77.88"], "netns": ["secret", "8675309"], "pid": [8675309, "8675309"],
        "comm": ["secret"], "secret": ["a"], "expression": ["host secret.example or net fd66:77::/32"], "port": "secret"}'),
    ('skbtrail.probes', '[{"function": "10.66.77.88", "kind": "entry", "group": "ip", "attached": true,
        "reason": "secret of 10.66.77.88", "secret": "secret", "Secret": 1}, "secret", ["secret"]]'),
    ('skbtrail.fields', '[{"name": "secret", "path": "secret"}]'),
    ('skbtrail.interfaces', '[{"netns": 8675309, "netns_name": "secret", "ifindex": 1, "ifname": "secret"}]'),
    ('skbtrail.drop_reasons', '{"1": "10.66.77.88", "secret": "A", "2": {"secret": "secret"}}'),
    ('skbtrail.containers', '[{"netns": 8675309, "label": "secret/secret", "container": "secret", "pod": "secret/secret",
        "id": "secret", "secret": "secret"}]'),
    ('skbtrail.losses', '[{"cpu": 1, "cause": "secret", "lost": 2, "secret": "secret"}]'),
    ('skbtrail.uncounted', '["secret kprobes of 10.66.77.88"]'),
    ('skbtrail.bundle', '{"filter": "host 10.66.77.88, comm secret", "events": 9, "packets": 9, "complete": true,
        "anonymized": false, "secret": "secret"}'),
    ('skbtrail.secret', 'secret'),
    ('secret', 'secret');

CREATE MACRO reading(part, items) AS {
    'netns': 8675309, 'netns_name': 'secret', 'part': part, 'moment': 'both', 'time': 0, 'source': 'cat /home/secret',
    'items': to_json(items), 'left_out': 0, 'problem': 'secret: cannot be read', 'secret': 'secret'};

INSERT INTO metadata
SELECT 'skbtrail.snapshot', to_json({'namespaces_left_out': 0, 'secret': 'secret', 'readings': [
    reading('counters', [{'name': '10.66.77.88', 'value': '8675309'}]),
    reading('sysctls', [{'name': 'net/ipv4/conf/secret/rp_filter', 'value': 'secret'}]),
    reading('listeners', [{'protocol': '10.66.77.88', 'address': '10.66.77.88', 'port': 7}]),
    reading('secret', [{'a': 'secret'}]),
    reading('nft', [
        'table inet secret { # handle 1',
        chr(9) || 'chain secret { # handle 1',
        chr(9) || chr(9) || 'comment "a secret"',
        chr(9) || chr(9) || 'iifname { "secret0", "secret1" } ip saddr { 10.66.77.0/24, 10.66.77.9-10.66.77.12 } jump secret',
        chr(9) || chr(9) || 'ether saddr 02:66:77:88:99:aa ip6 daddr fd66:77::/32 counter name "secret" drop # handle 4',
        chr(9) || chr(9) || 'ip daddr @secret log prefix "secret: " dnat to 10.66.77.88:80 comment "the secret"',
        chr(9) || chr(9) || 'secret statement ' || chr(233) || 'secret "secret" ''secret'' (secret)/secret']),
    reading('iptables', [
        '*secret', ':secret DROP [1:2]',
        '[3:4] -A secret -s 10.66.77.0/24 -i secret+ -m comment --comment "a secret" -j secret',
        '[3:4] -A FORWARD -m string --string secret --secret -m secret -j LOG --log-prefix "secret"']),
    reading('ip6tables', ['-A secret -d fd66:77::/32 -m set --match-set secret src -j DROP', 'secret'])]}) AS value;

CREATE TABLE other AS
SELECT to_json([
    reading('ipv4 routes', [{'dst': '10.66.77.0/24', 'gateway': '10.66.77.88', 'dev': 'secret', 'table': 'secret',
        'protocol': 'secret', 'scope': 'link', 'via': {'family': 'inet6', 'host': 'fd66:77::1'}, 'secret': 'secret',
        'nexthops': [{'gateway': '10.66.77.88', 'dev': 'secret', 'flags': ['secret']}], 'metric': 7}]),
    reading('ipv6 routes', [{'dst': 'fd66:77::/32', 'from': 'fd66:77::1', 'prefsrc': 'secret', 'flags': ['10.66.77.88']}]),
    reading('ipv4 rules', [{'src': '10.66.77.0', 'srclen': 24, 'iif': 'secret', 'table': 'secret', 'fwmark': 'secret'}]),
    reading('ipv6 rules', [{'dst': 'fd66:77::', 'dstlen': 32, 'oif': 'secret', 'action': 'secret'}]),
    reading('xfrm policies', [{'src': '10.66.77.0/24', 'dst': 'fd66:77::/64', 'proto': 'secret', 'dir': 'secret', 'ptype': 'secret',
        'dev': 'secret', 'action': 'secret', 'socket': 'secret', 'templates': [{'src': '10.66.77.88', 'spi': 8675309, 'level': 'secret'}]}]),
    reading('xfrm states', [{'src': '10.66.77.88', 'dst': '10.66.77.89', 'spi': 8675309, 'mode': 'secret', 'key': 'secret',
        'sel': {'src': '10.66.77.0/24', 'dev': 'secret'}, 'encap': {'type': 'secret'}}]),
    reading('qdiscs', [{'kind': 'secret', 'handle': '10.66.77.88', 'dev': 'secret', 'options': {'secret': 'secret'}}]),
    reading('interfaces', [{'ifname': 'secret', 'address': '02:66:77:88:99:aa', 'ifalias': 'a secret', 'master': 'secret',
        'altnames': ['secret'], 'group': 'secret', 'linkinfo': {'info_kind': 'vxlan', 'info_data': {'local': '10.66.77.88',
        'link': 'secret', 'bridge_id': '8000.02:66:77:88:99:aa', 'psk': 'secret'}},
        'addr_info': [{'local': '10.66.77.88', 'label': 'secret:1', 'broadcast': '10.66.77.255'}]}]),
    reading('neighbours', [{'dst': '10.66.77.88', 'dev': 'secret', 'lladdr': '02:66:77:88:99:aa', 'state': ['secret']}])
]) AS readings;

UPDATE metadata
SET value = replace(value, '"readings":[', '"readings":[' || (SELECT readings[2:-2] FROM (
    SELECT CAST(readings AS VARCHAR) AS readings FROM other)) || ',')
WHERE key = 'skbtrail.snapshot';
