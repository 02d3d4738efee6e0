-- What every synthetic trace says of itself unless its own script says otherwise.
INSERT INTO metadata VALUES
    ('skbtrail.schema', '1'),
    ('skbtrail.recorder', '0.1.0'),
    ('skbtrail.host', 'testhost'),
    ('skbtrail.kernel', '6.1.0-41-amd64'),
    ('skbtrail.architecture', 'x86_64'),
    ('skbtrail.command', '["skbtrail-record", "-o", "trace.parquet"]'),
    ('skbtrail.filter', '{}'),
    ('skbtrail.backend', 'fentry'),
    ('skbtrail.clock_offset_ns', '0'),
    ('skbtrail.start', '0'),
    ('skbtrail.stop', '1500000000'),
    ('skbtrail.stop_reason', 'duration'),
    ('skbtrail.probes', '[]'),
    ('skbtrail.interfaces', '[]'),
    ('skbtrail.drop_reasons', '{}'),
    ('skbtrail.counters', '{"events": 0, "packets": 0}'),
    ('skbtrail.losses', '[]');
