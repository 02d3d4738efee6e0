-- title: Head of a packet capture
-- description: One row: what a capture file says about the host that its packets come from.
-- needs: trace
-- column: hardware             Machine architecture; NULL when the trace does not say.
-- column: system               Kernel; NULL likewise.
-- column: host                 Name of the host; NULL likewise.
-- empty: The trace says nothing of its host.
-- cost: the footers of the files alone
SELECT architecture AS hardware, 'Linux ' || kernel AS system, host
FROM trace
ORDER BY hardware, system, host;
