-- Reduces the trace to the packets that a filter has chosen, and to rows without a packet.
ALTER VIEW _source RENAME TO _recorded;

-- An OR would be evaluated for every row; this skips whole row groups.
CREATE VIEW _source AS
SELECT * FROM _recorded WHERE packet IS NULL
UNION ALL
SELECT * FROM _recorded WHERE packet IN (FROM _chosen);
