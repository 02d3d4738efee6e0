-- title: Drops by reason and function
-- description: Drops of all flows together, by reason and the function that freed the packet:
--   faults first, then what may be one, what follows from something else, and everyday frees.
-- needs: drops
-- param: top INTEGER = 50      Rows to show.
-- column: class group          fault; unknown (the kernel frees faulty and harmless packets in the
--   same way there); consequence; everyday (no fault).
-- column: packets count        Packets that were dropped.
-- column: reason               Kernel drop reason, as in enum skb_drop_reason.
-- column: function             Function that freed them.
-- column: note                 What else is known about the cause, as in drops.
-- column: example              Lowest number of such a packet: skbtrail packet shows its life.
-- empty: No packet was dropped.
-- cost: that of the view drops
SELECT class, count(*) AS packets, reason, function, note, min(packet) AS example
FROM drops
GROUP BY class, reason, function, note
ORDER BY
    list_position(['fault', 'unknown', 'consequence', 'everyday'], class), packets DESC,
    reason, function, note
LIMIT getvariable('top');
