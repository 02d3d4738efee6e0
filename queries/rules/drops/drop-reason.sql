-- title: The kernel drops packets, and its drop reason says why
-- description: Drops that no other rule explains. The view reasons has the meaning of each drop
--   reason. If the kernel gives no reason (before 5.17 it never does), the function that freed the
--   packet may show the cause. If the free may not be a fault, the finding is at most possible.
-- level: error
-- finding: The kernel drops[ {protocol}] packets[ at {ifname}][ in namespace {netns}]: {meaning}
--   ([{reason} at ]{function}[: {work}][; {note}])
-- confirm: {in netns}{command confirm}
-- change: {change}
-- report: skbtrail drops {trace}
-- report: skbtrail packet {trace} {packet}
-- source: include/net/dropreason-core.h, enum skb_drop_reason; the view reasons names more
-- probes:
-- needs: causes, functions, reasons
-- column: protocol             Protocol; NULL if the packet is not IP.
-- column: ifname               Interface.
-- column: netns                Network namespace.
-- column: meaning              What the reason or the function means.
-- column: reason               Drop reason; NULL on a kernel that gives none.
-- column: function             Function that freed the packet.
-- column: work                 What that function does; NULL if the function is not known.
-- example: note                What other events show about the drop.
-- column: confirm              Command from the view reasons.
-- column: change               What to change.
WITH
    kind AS (
        SELECT
            *,
            CASE
                WHEN NOT unnamed(reason) THEN regexp_replace(reason, ' reason \d+$', '')
                WHEN function IN (SELECT reason FROM reasons) THEN function
                ELSE 'NOT_SPECIFIED'
            END AS in_words
        FROM causes
        WHERE cause IS NULL
    )
SELECT
    CASE WHEN k.class = 'unknown' THEN 'possible' ELSE coalesce(r.certainty, 'possible') END
        AS certainty,
    k.packet, k.ts, k.flow, k.protocol, k.ifname, k.netns,
    CASE
        WHEN k.class = 'unknown' THEN k.note || '; no event tells which'
        ELSE coalesce(r.meaning, 'the kernel gives no reason that is known here')
    END AS meaning,
    k.reason, k.function,
    f.meaning AS work,
    CASE WHEN k.class <> 'unknown' THEN k.note END AS note,
    coalesce(r.confirm, u.confirm) AS confirm,
    coalesce(r.change, u.change) AS change
FROM kind AS k
JOIN reasons AS u ON u.reason = 'NOT_SPECIFIED'
LEFT JOIN reasons AS r ON r.reason = k.in_words
LEFT JOIN functions AS f ON f.function = k.function;
