-- title: A BPF program of a cgroup drops packets
-- description: A BPF program that is attached to the cgroup of a socket, or to a parent of it,
--   refused a packet that the socket was to send or receive. The program is named if the host has
--   only one for that direction. For incoming packets the kernel gives the same drop reason if the
--   socket's own filter (SO_ATTACH_FILTER) refused them, so the finding is likely at most; if the
--   snapshot has no such program, the drop is left to drop-reason. Kernels before 6.1 give no
--   reason for outgoing packets.
-- level: error
-- finding: {program} drops {flow}, which its processes {verb}[ in namespace {netns}][; it
--   may be {candidates}]
-- confirm: bpftool cgroup tree[ {path}]
-- confirm: bpftool prog show[ id {program_id}]
-- change: Correct the program or its maps, let the process run in another cgroup, or remove it:
--   bpftool cgroup detach[ {path}] cgroup_inet_{hook} id PROGRAM. Of systemd it may be
--   IPAddressDeny= or a like setting of the unit.
-- report: skbtrail packet {trace} {packet}
-- report: skbtrail configuration {trace} --part cgroups
-- source: net/ipv4/ip_output.c, ip_finish_output; net/core/filter.c, sk_filter_trim_cap
-- probes:
-- needs: causes, cgroup_programs
-- column: program              The program, if only one can have dropped the packets, else "A BPF
--   program of a cgroup".
-- column: verb                 send or are to receive.
-- column: hook                 ingress or egress.
-- column: netns                Network namespace.
-- column: candidates           Up to three programs, if several can have dropped the packets.
-- column: path                 Cgroup of the program, if there is only one.
-- column: program_id           ID of the program, if there is only one.
WITH
    refused AS (
        SELECT * REPLACE (CASE cause WHEN 'cgroup, in' THEN 'ingress' ELSE 'egress' END AS hook)
        FROM causes
        WHERE cause IN ('cgroup, in', 'cgroup, out')
    ),
    suspect AS (
        SELECT
            trace, hook,
            count(*) AS programs,
            any_value(in_words) AS in_words,
            any_value(path) AS path,
            any_value(program_id) AS program_id,
            array_to_string(min(in_words, 3), '; ')
                || CASE WHEN count(*) > 3 THEN ' ...' ELSE '' END AS list
        FROM cgroup_programs
        GROUP BY ALL
    )
SELECT
    CASE WHEN r.reason = 'BPF_CGROUP_EGRESS' THEN 'certain' ELSE 'likely' END AS certainty,
    r.packet, r.ts, r.flow, r.hook, r.netns,
    CASE
        WHEN s.programs = 1 THEN 'The BPF ' || s.in_words
        ELSE 'A BPF program of a cgroup'
    END AS program,
    CASE r.hook
        WHEN 'ingress' THEN 'are to receive'
        ELSE 'send'
    END AS verb,
    CASE WHEN s.programs > 1 THEN s.list END AS candidates,
    CASE WHEN s.programs = 1 THEN s.path END AS path,
    CASE WHEN s.programs = 1 THEN s.program_id END AS program_id
FROM refused AS r
LEFT JOIN suspect AS s ON s.trace = trace_of(r.packet) AND s.hook = r.hook;
