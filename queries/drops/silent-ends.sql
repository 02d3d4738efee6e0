-- title: Packets that end without a free
-- description: Packets whose last event is neither a free nor a drop, by the place where they
--   were last seen. They were alive when the recording stopped, wait in a queue or a socket, went
--   to a driver that frees without an event, or the event was lost. Many packets with a long
--   silence at one place deserve a look: something may hold or leak them.
-- needs: events, functions, packets, trace
-- param: top INTEGER = 50      Rows to show.
-- column: packets count        Packets.
-- column: last                 Function, tracepoint or hook where they were seen last.
-- column: meaning              What that is.
-- column: interface            Network namespace and interface, there.
-- column: silence ns           From there to the end of the recording: the shortest.
-- column: incomplete count     Those of them that have missing events.
-- column: flow                 One of them.
-- column: example              Lowest number of such a packet: skbtrail packet shows its life.
-- empty: Every packet of the trace ends with its free.
-- cost: that of the view packets
WITH
    freed AS (
        SELECT DISTINCT e.packet
        FROM events AS e
        JOIN functions AS f ON f.function = e.function AND f.stage = 'free'
        WHERE e.packet IS NOT NULL
    ),
    finish AS (
        SELECT greatest(max(e.ts), any_value(t.stop)) AS stop
        FROM events AS e
        CROSS JOIN trace AS t
    ),
    open AS (
        SELECT
            p.packet, p.last_function, p.flow, p.missing,
            concat_ws(' ', p.last_netns, p.last_ifname) AS interface,
            epoch_ns(f.stop) - epoch_ns(p.last) AS silence
        FROM packets AS p
        CROSS JOIN finish AS f
        WHERE p.packet NOT IN (SELECT packet FROM freed) AND p.drop_function IS NULL
    )
SELECT
    count(*) AS packets,
    o.last_function AS last,
    any_value(f.meaning) AS meaning,
    o.interface,
    min(o.silence) AS silence,
    count(*) FILTER (o.missing > 0) AS incomplete,
    arg_min(o.flow, o.packet) AS flow,
    min(o.packet) AS example
FROM open AS o
LEFT JOIN functions AS f ON f.function = o.last_function
GROUP BY o.last_function, o.interface
ORDER BY packets DESC, last, o.interface
LIMIT getvariable('top');
