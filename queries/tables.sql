-- What SHOW TABLES lists in skbtrail sql: the documented views, including those that are kept as
-- tables, without the internal ones that they are made of.
SELECT view_name AS name
FROM duckdb_views()
WHERE schema_name = 'main' AND NOT internal AND NOT starts_with(view_name, '_')
UNION ALL
SELECT table_name
FROM duckdb_tables()
WHERE NOT starts_with(table_name, '_')
ORDER BY name
