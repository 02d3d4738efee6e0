-- title: Sockets that take packets from anyone
-- description: One row per address and port that a TCP socket listens on, or that a UDP socket
--   without a peer is bound to.
-- needs: settings
-- column: trace                Number of the trace.
-- column: netns                Name (else inode) of the network namespace.
-- column: protocol             TCP or UDP.
-- column: address              Address; 0.0.0.0 or :: for all. A socket on :: usually takes IPv4
--   too.
-- column: port                 Port.
-- column: change               added or removed during the recording; NULL for neither.
-- cost: the footers of the files alone
CREATE VIEW listeners AS
SELECT DISTINCT
    trace, netns,
    item ->> 'protocol' AS protocol,
    item ->> 'address' AS address,
    TRY_CAST(item ->> 'port' AS INTEGER) AS port,
    change
FROM settings
WHERE part = 'listeners';
