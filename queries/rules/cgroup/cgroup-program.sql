-- title: A BPF program of a cgroup drops packets
-- description: A BPF program that is attached to the cgroup of a socket, or to one above it,
--   refused what the socket was to send or to receive. It is named where the host has a single one
--   for that direction. Of what comes in, the kernel gives the same reason where the socket's own
--   filter (SO_ATTACH_FILTER) refused it, so that is likely at most; without a program in the
--   snapshot it is a case for drop-reason. Kernels before 6.1 give no reason to what goes out.
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
-- column: program              The only one that can have done it, else a program.
-- column: verb                 send or are to receive.
-- column: hook                 ingress or egress.
-- column: netns                Network namespace.
-- column: candidates           Where several can be it, up to three.
-- column: path                 Cgroup of the only one.
-- column: program_id           Its number.
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
