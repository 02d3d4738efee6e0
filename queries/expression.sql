-- Checks the condition of --where, which is spliced into a statement: it must be one expression and
-- must not end the statement around it. It is bound, and parsed as a SELECT of its own.
WITH
    tree AS (
        SELECT json_serialize_sql('SELECT (' || chr(10) || ? || chr(10) || ')') AS parsed
    ),
    part AS (
        SELECT
            parsed ->> 'error_message' AS error,
            json_array_length(parsed, '$.statements') AS statements,
            json_array_length(parsed, '$.statements[0].node.select_list') AS columns,
            json_extract_string(parsed, '$.statements[0].node.from_table.type') AS source,
            json_extract(parsed, '$.statements[0].node.where_clause') AS condition
        FROM tree
    )
SELECT
    error,
    statements = 1 AND columns = 1 AND source = 'EMPTY'
        AND coalesce(CAST(condition AS VARCHAR), 'null') = 'null' AS alone
FROM part;
