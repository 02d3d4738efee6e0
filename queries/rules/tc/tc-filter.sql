-- title: A tc filter or tcx program drops packets
-- description: A tc filter (usually a BPF program) or a BPF program at a tcx link refused the
--   packet at the ingress or egress hook of the interface. It is named if the hook has only one
--   that can drop packets.
-- level: error
-- finding: {filter} drops {flow} at {hook}[ of {ifname}][ in namespace {netns}][; it may be
--   {candidates}]
-- confirm: {in netns}tc -s filter show[ dev {ifname}] {hook}
-- confirm: {in netns}bpftool net show[ dev {ifname}]
-- confirm: bpftool prog show[ id {program}]
-- change: Correct the filter or its program, or remove it: tc filter del dev IF HOOK pref PREF;
--   bpftool link detach for a tcx link.
-- report: skbtrail packet {trace} {packet}
-- source: net/core/dev.c, sch_handle_ingress, sch_handle_egress, tcx_run and tc_run
-- probes:
-- needs: causes, tc_filters
-- column: filter               The filter, if only one can have dropped the packets, else "A tc
--   filter or tcx program".
-- column: hook                 ingress or egress.
-- column: ifname               Interface.
-- column: netns                Network namespace.
-- column: candidates           Up to three filters, if several can have dropped the packets.
-- column: program              ID of its BPF program.
WITH
    refused AS (
        SELECT
            * REPLACE (CASE reason WHEN 'TC_INGRESS' THEN 'ingress' ELSE 'egress' END AS hook)
        FROM causes
        WHERE cause = 'tc filter'
    ),
    suspect AS (
        SELECT
            trace, netns, ifname, hook,
            count(*) AS filters,
            any_value(in_words) AS filter,
            any_value(program_id) AS program,
            array_to_string(min(in_words, 3), '; ')
                || CASE WHEN count(*) > 3 THEN ' ...' ELSE '' END AS list
        FROM tc_filters
        WHERE may_drop
        GROUP BY ALL
    )
SELECT
    'certain' AS certainty,
    r.packet, r.ts, r.flow, r.hook, r.ifname, r.netns,
    CASE
        WHEN s.filters = 1 THEN 'The ' || s.filter
        ELSE 'A tc filter or tcx program'
    END AS filter,
    CASE WHEN s.filters > 1 THEN s.list END AS candidates,
    CASE WHEN s.filters = 1 THEN s.program END AS program
FROM refused AS r
LEFT JOIN suspect AS s ON s.trace = trace_of(r.packet) AND s.netns = r.netns
    AND s.ifname = r.ifname AND s.hook = r.hook;
