-- Numbers the events of each packet again.
CREATE TABLE numbered AS
SELECT * REPLACE (
    CASE WHEN packet IS NOT NULL THEN row_number() OVER (PARTITION BY packet ORDER BY seq) - 1 END
        AS seq)
FROM event;
DELETE FROM event;
INSERT INTO event FROM numbered;
