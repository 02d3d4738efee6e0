-- title: IPsec states
-- description: One row for each security association (SA), without its keys, as ip xfrm state list
--   nokeys shows them. An SA that is still being negotiated has SPI 0.
-- needs: settings
-- column: trace                Number of the trace.
-- column: netns                Name (else inode) of the network namespace.
-- column: source               Outer source address of the packets that it protects.
-- column: destination          Outer destination address, by which the SA is looked up.
-- column: protocol             ESP, AH, COMP ...
-- column: spi                  Security parameter index.
-- column: mode                 transport, tunnel or beet.
-- column: reqid                Number that a policy may require; 0 for none.
-- column: packets_growth       Packets that it protected during the recording; NULL when the
--   counter was read only once.
-- column: failed_growth        Packets that failed their check or could not be decrypted, likewise.
-- column: replay_growth        Packets whose sequence number was a repeat or too old, likewise.
-- column: in_words             In words: SPI 0x00000100, tunnel mode, reqid 9.
-- column: change               added, removed or changed during the recording; NULL for none.
-- cost: the footers of the files alone
CREATE VIEW xfrm_states AS
SELECT
    trace, netns,
    item ->> 'src' AS source,
    item ->> 'dst' AS destination,
    upper(item ->> 'proto') AS protocol,
    TRY_CAST(item ->> 'spi' AS BIGINT) AS spi,
    item ->> 'mode' AS mode,
    TRY_CAST(item ->> 'reqid' AS BIGINT) AS reqid,
    growth(item ->> 'packets', before ->> 'packets') AS packets_growth,
    growth(item ->> '$.stats.failed', before ->> '$.stats.failed') AS failed_growth,
    growth(item ->> '$.stats.replay', before ->> '$.stats.replay')
        + growth(item ->> '$.stats.replay-window', before ->> '$.stats.replay-window')
        AS replay_growth,
    concat_ws(', ',
        format('SPI 0x{:08x}', TRY_CAST(item ->> 'spi' AS BIGINT)),
        (item ->> 'mode') || ' mode',
        'in UDP port ' || (item ->> '$.encap.dport'),
        'reqid ' || nullif(item ->> 'reqid', '0')) AS in_words,
    change
FROM settings
WHERE part = 'xfrm states';
