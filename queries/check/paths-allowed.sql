-- title: Every packet took a path that is allowed
-- description: Every packet that was recorded completely took one of the paths of --allow-path,
--   which takes the short ids that skbtrail paths shows.
-- needs: paths
-- option: allow_path
SELECT
    format('path {} ({:,} packets, {:,} steps)', path, packets, steps) AS what,
    example AS packet
FROM paths
WHERE complete AND NOT list_contains(getvariable('allow_path'), path)
ORDER BY packets DESC, path;
