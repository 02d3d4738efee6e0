-- Which part of which recording a footer claims to be: the recording and the number, from
-- skbtrail.part, and the number of the first part, from skbtrail.bundle. Parameter: the value of
-- one of these keys, which may be any text. What has the wrong type is NULL.
SELECT
    CASE WHEN json_type(part -> 'recording') = 'VARCHAR' THEN part ->> 'recording' END
        AS recording,
    CASE
        WHEN json_type(part -> 'number') = 'UBIGINT'
        THEN TRY_CAST(part ->> 'number' AS INTEGER)
    END AS number,
    CASE
        WHEN json_type(part -> 'part') = 'UBIGINT'
        THEN TRY_CAST(part ->> 'part' AS INTEGER)
    END AS first_part
FROM (SELECT TRY_CAST(? AS JSON) AS part);
