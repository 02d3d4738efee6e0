-- Adds to the packets that a filter has chosen everything that was made of them.
INSERT INTO _chosen
WITH RECURSIVE
    edge AS MATERIALIZED (
        SELECT parent, packet FROM lineage WHERE joins
    ),
    made (packet) AS (
        FROM _chosen
        UNION
        SELECT edge.packet FROM made JOIN edge ON edge.parent = made.packet
    )
FROM made EXCEPT FROM _chosen;
