-- title: BPF programs of cgroups
-- description: One row for each BPF program that is attached to a cgroup and allows or drops what
--   the sockets of its processes, and of those in cgroups below it, receive or send. These programs
--   belong to the host, whatever namespace a packet is in.
-- needs: settings
-- column: trace                Number of the trace.
-- column: path                 Directory of the cgroup, as bpftool cgroup tree takes it.
-- column: hook                 ingress: what its sockets receive; egress: what they send.
-- column: program              Name of the program; may be empty.
-- column: program_id           Its number, as bpftool prog show takes it.
-- column: in_words             In words: program drop_all (id 42) of cgroup /sys/fs/cgroup/guarded.
-- column: change               added or removed during the recording; NULL for neither.
-- cost: the footers of the files alone
CREATE VIEW cgroup_programs AS
SELECT
    trace,
    item ->> 'path' AS path,
    item ->> 'hook' AS hook,
    item ->> 'name' AS program,
    TRY_CAST(item ->> 'id' AS BIGINT) AS program_id,
    concat_ws(' ', 'program', nullif(item ->> 'name', ''), format('(id {})', item ->> 'id'),
        'of cgroup', item ->> 'path') AS in_words,
    change
FROM settings
WHERE part = 'cgroup programs';
