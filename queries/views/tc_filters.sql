-- title: Filters of tc and tcx programs at the ingress and egress hooks
-- description: One row for each filter of a clsact or ingress qdisc (a BPF program or a match with
--   actions), and for each BPF program that is attached there as a tcx link, which runs before
--   these.
-- needs: settings
-- column: trace                Number of the trace.
-- column: netns                Name (else inode) of the network namespace.
-- column: ifname               Interface.
-- column: hook                 ingress or egress.
-- column: kind                 bpf, flower, u32, matchall ...; tcx for a program at a tcx link.
-- column: chain                Number of the chain; packets start in 0.
-- column: pref                 Priority: the lowest number is tried first.
-- column: handle               Handle, as tc writes it; NULL for none.
-- column: program              Name of the BPF program; NULL for other kinds.
-- column: program_id           Its number, as bpftool prog show takes it.
-- column: may_drop             Can it drop a packet: is it a BPF program, or does it have an action
--   that drops? The recorder's own tcx programs are left out.
-- column: drops_growth         Packets that its actions dropped during the recording; NULL for BPF,
--   which has no counter, and when the counter was read only once.
-- column: in_words             In words: bpf filter (pref 49152, handle 0x1, program drop_all), tcx
--   program drop_all (id 42).
-- column: change               added, removed or changed during the recording; NULL for none.
-- cost: the footers of the files alone
CREATE VIEW tc_filters AS
WITH
    filter AS (
        SELECT
            *,
            item ->> 'kind' AS kind,
            coalesce(item ->> '$.options.prog.name', item ->> '$.options.bpf_name') AS program,
            coalesce(
                (item -> '$.options.actions[*].control_action.type')::VARCHAR ILIKE '%"drop"%'
                OR (item -> '$.options.actions[*].control_action.type')::VARCHAR ILIKE '%"shot"%',
                false) AS drops
        FROM settings
        WHERE part = 'tc filters'
    )
SELECT
    trace, netns,
    item ->> 'dev' AS ifname,
    item ->> 'hook' AS hook,
    kind,
    TRY_CAST(item ->> 'chain' AS BIGINT) AS chain,
    TRY_CAST(item ->> 'pref' AS BIGINT) AS pref,
    item ->> '$.options.handle' AS handle,
    program,
    TRY_CAST(item ->> '$.options.prog.id' AS BIGINT) AS program_id,
    kind IN ('bpf', 'tcx') OR drops AS may_drop,
    growth(
        item ->> '$.options.actions[0].stats.drops',
        before ->> '$.options.actions[0].stats.drops') AS drops_growth,
    CASE
        WHEN kind = 'tcx'
        THEN concat_ws(' ', 'tcx program', nullif(program, ''),
            format('(id {})', item ->> '$.options.prog.id'))
        ELSE kind || ' filter (' || concat_ws(', ', 'pref ' || (item ->> 'pref'),
            'handle ' || (item ->> '$.options.handle'), 'program ' || program) || ')'
    END AS in_words,
    change
FROM filter;
