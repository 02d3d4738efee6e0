-- title: What the kernel counted in each network namespace
-- description: Kernel counters that grew during the recording, largest growth first. They count
--   every packet of the namespace, recorded or not: a drop that is counted here but is not in the
--   trace was not recorded.
-- needs: counters
-- param: all BOOLEAN = false   Also those that did not grow, or of which that is not known.
-- param: top INTEGER = 200     Rows to show.
-- column: netns group          Name (else inode) of the network namespace.
-- column: counter              Name as in nstat.
-- column: growth count         How much it grew; NULL where it was read only once.
-- column: value count          What it was at the end.
-- empty: No counter is known to have grown: see skbtrail snapshot.
-- cost: the footers of the files alone
SELECT netns, name AS counter, growth, value
FROM counters
WHERE getvariable('all') OR growth <> 0
ORDER BY netns, growth DESC NULLS LAST, counter, value, trace
LIMIT getvariable('top');
