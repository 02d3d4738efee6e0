-- Adds to the packets that a filter has chosen all of their journeys: what they were made of, what
-- was made of them, and what else was made of the same packets.
INSERT INTO _chosen
WITH RECURSIVE
    edge AS MATERIALIZED (
        SELECT parent, packet FROM lineage WHERE joins
    ),
    near AS MATERIALIZED (
        SELECT packet, parent AS other FROM edge
        UNION
        SELECT parent, packet FROM edge
    ),
    journey (packet) AS (
        FROM _chosen
        UNION
        SELECT near.other FROM journey JOIN near ON near.packet = journey.packet
    )
FROM journey EXCEPT FROM _chosen;
