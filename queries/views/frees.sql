-- title: Kinds of frees that look like drops
-- description: kfree_skb frees more packets than the kernel drops. One row per kind of free that
--   the view dropped can distinguish from a fault.
-- needs:
-- column: kind                 Short name, as in dropped.
-- column: class                everyday (no fault), consequence (freed with a closed socket or a
--   removed queue, or data that had already arrived) or unknown (may or may not be a fault: the
--   kernel frees both in the same way here, and no event distinguishes them).
-- column: meaning              What it is.
-- cost: none
CREATE VIEW frees AS
FROM (
    VALUES
        ('answered ping', 'everyday', 'answered ping'),
        ('closed TCP', 'everyday', 'closed TCP'),
        ('TCP probe', 'everyday', 'window or keepalive probe'),
        ('handled ICMPv6', 'everyday', 'handled ICMPv6'),
        ('freed with its whole', 'everyday', 'freed with its whole'),
        ('multicast', 'everyday', 'multicast that nobody joined'),
        ('no address yet', 'everyday', 'ICMPv6 of an interface without an address'),
        ('not an IP packet', 'everyday', 'not an IP packet'),
        ('reset', 'consequence', 'TCP reset: it ends a connection, or its connection is gone'),
        ('data again', 'consequence', 'data had arrived before'),
        ('unread', 'consequence', 'socket closed before it was read'),
        ('emptied queue', 'consequence', 'its queue was emptied or removed'),
        ('TCP', 'unknown', 'closed TCP, bad checksum or refused'),
        ('ICMPv6', 'unknown', 'handled, bad checksum or refused'),
        ('IPv4 multicast', 'unknown', 'nobody joined, or source refused'),
        ('UDP multicast', 'unknown', 'no socket joined, bad checksum or refused'),
        ('nothing known', 'unknown', 'no reason, no headers')
) AS t (kind, class, meaning);
