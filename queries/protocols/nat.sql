-- title: NAT: which addresses and ports were changed, and where
-- description: One row per translation: the function or hook in which a packet's address or port
--   changed, and from what to what. Replies are translated back and have rows of their own. Flows
--   that differ only in the client port share a row, unless that port is the destination that is
--   translated, as in replies. A tunnel's encapsulation is not a translation, nor is the change of
--   a packet that the kernel turns into its own reply.
-- needs: translations
-- param: top INTEGER = 100     Rows to show.
-- column: netns                Network namespace.
-- column: step                 Function or hook in which, or just before which, it changed; :return
--   where that returned.
-- column: hook                 Latest netfilter hook that the packet was in.
-- column: what                 source, destination, or both; ports alone when no address changed.
-- column: before               Addresses before, and the destination port if that or the
--   destination changed.
-- column: after                Addresses after.
-- column: packets count        Packets.
-- column: example              Lowest number of such a packet: skbtrail packet shows its life.
-- empty: No packet was seen with other addresses than before; record where NAT is done.
-- cost: that of the view translations
SELECT
    netns, step, hook, what, before, after,
    count(DISTINCT packet) AS packets,
    min(packet) AS example
FROM translations
GROUP BY netns, step, hook, what, before, after
ORDER BY packets DESC, netns, step, hook, before, after
LIMIT getvariable('top');
