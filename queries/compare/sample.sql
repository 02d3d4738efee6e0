-- Reduces the events to those of a sample of the packets.
ALTER VIEW _source RENAME TO _entire;

CREATE VIEW _source AS SELECT * FROM _entire WHERE in_sample(packet);
