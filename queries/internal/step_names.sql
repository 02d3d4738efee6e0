-- title: Names of steps by their numbers
-- description: One row for each function and one for its return, even if no return was recorded.
-- needs: events
-- column: id                   Number of the step, as in steps.
-- column: step                 Function; :return where it returned.
-- cost: one scan of function
CREATE VIEW step_names AS
SELECT step_id(k.kind, f.function) AS id, step_name(k.kind, f.function) AS step
FROM (SELECT DISTINCT function FROM events WHERE function IS NOT NULL) AS f
CROSS JOIN (VALUES ('entry'), ('return')) AS k (kind);
