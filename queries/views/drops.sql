-- title: Packets that the kernel dropped
-- description: One row for each kfree_skb. Where the event itself carries no headers (restricted
--   back-end), addresses, interface and namespace are those of the packet's latest event, up to
--   the drop, that has them.
-- needs: dropped, refusals
-- column: packet               Packet that was dropped; NULL when it was never tracked.
-- column: seq                  Position of the drop in its life.
-- column: ts time              When.
-- column: reason               Name in enum skb_drop_reason; NULL on a kernel that gives none.
-- column: place                Function that freed the packet.
-- column: location             The same in full: function+0xoffset.
-- column: after                Last function or hook that the packet had come to before, where the
--   place does not say it: in netfilter, and where it has no name; else NULL.
-- column: hook                 Netfilter hook in which it was dropped, with the table and chain or
--   the function that refused it; NULL elsewhere, and where an event is missing since.
-- column: flow                 Its addresses: UDP a:1 > b:2.
-- column: protocol             As in events.
-- column: saddr                Source address.
-- column: sport                Source port.
-- column: daddr                Destination address.
-- column: dport                Destination port.
-- column: icmp_type            ICMP or ICMPv6 type.
-- column: ifname               Interface.
-- column: netns                Name (else inode) of the network namespace.
-- column: usual                Why this is an everyday free; NULL when it may be a fault.
-- cost: that of the views dropped and refusals
CREATE VIEW drops AS
WITH
    freed AS MATERIALIZED (
        SELECT * EXCLUDE (flow) FROM dropped
    )
SELECT
    d.packet, d.seq, d.ts, d.reason, d.place, d.location,
    r.after, r.hook,
    flow_name(d.protocol, d.saddr, d.sport, d.daddr, d.dport, d.icmp_type) AS flow,
    d.protocol, d.saddr, d.sport, d.daddr, d.dport, d.icmp_type, d.ifname, d.netns, d.usual
FROM freed AS d
LEFT JOIN refusals AS r ON r.packet = d.packet AND r.seq = d.seq;
