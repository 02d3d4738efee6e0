-- title: Sysctls that decide what becomes of packets
-- description: One row for each sysctl of each network namespace.
-- needs: settings
-- column: trace                Number of the trace.
-- column: netns                Name (else inode) of the network namespace.
-- column: name                 As sysctl writes it: net.ipv4.conf.eth0.rp_filter; a dot in an
--   interface name is written as a slash.
-- column: ifname               Interface that it belongs to, all or default; NULL for other
--   sysctls.
-- column: value                Value after the last packet, or before the first if it was only read
--   then.
-- column: before               Value before the first packet; NULL where it was not read then.
-- column: in_words             In words: net.ipv4.ip_forward = 1 (0 before).
-- cost: the footers of the files alone
CREATE VIEW sysctls AS
SELECT
    trace, netns,
    translate(setting, './', '/.') AS name,
    nullif(regexp_extract(setting, '^net/ipv[46]/conf/(.+)/[^/]+$', 1), '') AS ifname,
    item ->> 'value' AS value,
    before ->> 'value' AS before,
    translate(setting, './', '/.') || ' = ' || (item ->> 'value')
        || CASE
            WHEN (before ->> 'value') <> (item ->> 'value')
            THEN ' (' || (before ->> 'value') || ' before)'
            ELSE ''
        END AS in_words
FROM settings
WHERE part = 'sysctls';
