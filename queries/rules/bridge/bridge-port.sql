-- title: A bridge port takes or sends no frames
-- description: The STP state of the port is not forwarding, or the frame would leave by the port it
--   came in by and hairpin mode is off. Kernels before 6.15 give no drop reason: there the port
--   state in the snapshot shows the cause. If that state is forwarding, port isolation or VLANs may
--   be the cause as well. The function that freed the frame shows whether the ingress port was in
--   state learning: such a frame gets further than in any other state.
-- level: error
-- finding: {port}[ of namespace {netns}] does not {verb} {flow}: {why}
-- confirm: {in netns}bridge -d link show[ dev {ifname}]
-- change: {change}
-- report: skbtrail packet {trace} {packet}
-- source: net/bridge/br_input.c, br_handle_frame; net/bridge/br_forward.c, should_deliver
-- probes:
-- needs: causes, events, links
-- column: port                 The port in words.
-- column: netns                Network namespace.
-- column: verb                 take (the frame came in by the port) or send.
-- column: why                  Why the port refuses the frame.
-- column: ifname               The port; NULL if it is not known by which port the frame was to
--   leave.
-- column: change               What to change.
WITH
    refused AS MATERIALIZED (
        SELECT
            packet, ts, flow, ifname, netns,
            cause = 'bridge port, in' AS arriving,
            cause = 'bridge port, in' AND role_past_port(function) AS learning
        FROM causes
        WHERE cause LIKE 'bridge port, %'
    ),
    meant AS (
        SELECT
            e.packet,
            arg_max(e.out_ifname, e.seq) FILTER (e.out_ifname IS NOT NULL) AS out_ifname,
            arg_max(e.in_ifname, e.seq) FILTER (e.out_ifname IS NOT NULL) AS in_ifname,
            -- In IP hooks (br_netfilter) a frame is at the bridge, not at its port.
            arg_max(e.ifname, e.seq) FILTER (
                e.ifname IS NOT NULL AND e.in_ifname IS NULL
                AND coalesce(e.netns_name, CAST(e.netns AS VARCHAR)) = r.netns) AS came_by
        FROM refused AS r
        JOIN events AS e ON e.packet = r.packet
        GROUP BY e.packet
    ),
    known AS (
        SELECT
            r.packet, r.ts, r.flow, r.netns, r.arriving, r.learning,
            CASE WHEN r.arriving THEN coalesce(m.came_by, r.ifname) ELSE m.out_ifname END
                AS ifname,
            coalesce(m.out_ifname = coalesce(m.in_ifname, r.ifname), false) AS back
        FROM refused AS r
        LEFT JOIN meant AS m ON m.packet = r.packet
    ),
    described AS (
        SELECT
            k.*, l.hairpin,
            CASE
                WHEN k.learning THEN 'learning'
                -- One of these was the state of the port when the frame arrived.
                ELSE nullif(array_to_string(list_filter(
                    list_distinct([l.port_state_before, l.port_state]),
                    lambda s: s <> 'forwarding'), ' or '), '')
            END AS state
        FROM known AS k
        LEFT JOIN links AS l ON l.trace = trace_of(k.packet) AND l.netns = k.netns
            AND l.ifname = k.ifname
    )
SELECT
    CASE WHEN arriving OR back OR state IS NOT NULL THEN 'certain' ELSE 'likely' END AS certainty,
    packet, ts, flow,
    coalesce('Bridge port ' || ifname, 'The bridge port that it was to leave by') AS port,
    netns,
    CASE WHEN arriving THEN 'take' ELSE 'send' END AS verb,
    CASE
        WHEN NOT arriving AND back AND NOT coalesce(hairpin, false)
        THEN 'it came in by that port, and hairpin is off'
        WHEN state IS NOT NULL THEN 'its STP state is ' || state
        WHEN arriving THEN 'its STP state was not forwarding'
        ELSE 'its STP state, isolation or VLANs, or hairpin that is off'
    END AS why,
    ifname,
    CASE
        WHEN NOT arriving AND back
        THEN 'Allow it where that is meant: bridge link set dev PORT hairpin on; else correct who'
            || ' sends it to a MAC address behind the same port.'
        WHEN state IN ('listening', 'learning')
        THEN 'Wait until spanning tree lets the port forward, after 15 s in each of listening and'
            || ' learning (forward_delay of the bridge); without spanning tree: bridge link set'
            || ' dev PORT state 3.'
        ELSE 'Let the port forward: bridge link set dev PORT state 3, or wait until spanning tree'
            || ' has decided; look for a loop first.'
    END AS change
FROM described;
