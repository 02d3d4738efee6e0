-- title: IPsec has no state for an encrypted packet, or one that does not fit
-- description: The kernel freed it where it looks for the state (SA) of a packet that came in by
--   ESP, AH or IPComp. Which of the two it is, and what does not fit, only its counters tell: of
--   one that grew alone, the finding gives the meaning.
-- level: error
-- finding: IPsec[ of namespace {netns}] refuses {protocol} from {saddr} to {daddr}[ with SPI
--   {spi}][ at {ifname}]: {why}[; meanwhile {counted}]
-- confirm: {in netns}ip -s xfrm state list nokeys
-- confirm: {in netns}cat /proc/net/xfrm_stat
-- change: Let both ends agree on the SPI, keys and mode anew: restart the connection of the IKE
--   daemon, or correct what ip xfrm state has.
-- report: skbtrail packet {trace} {packet}
-- source: net/xfrm/xfrm_input.c, xfrm_input; Documentation/networking/xfrm_proc.rst
-- probes:
-- needs: causes, counters, events
-- column: netns                Network namespace.
-- column: protocol             ESP, AH or IPComp.
-- column: saddr                Source address.
-- column: daddr                Destination address: the state is looked up by it and the SPI.
-- column: spi                  Security parameter index, of ESP.
-- column: ifname               Interface.
-- column: why                  What is wrong with the state.
-- column: counted              What the kernel counted in that namespace.
WITH
    counted AS (
        SELECT
            trace, netns,
            string_agg(format('{} grew by {:,}', name, growth), ', ' ORDER BY name) AS counted,
            CASE
                WHEN count(*) > 1 THEN NULL
                ELSE CASE any_value(name)
                    WHEN 'XfrmInNoStates' THEN 'it has no state for it'
                    WHEN 'XfrmInStateProtoError'
                        THEN 'it cannot be decrypted, or fails its check: the keys differ'
                    WHEN 'XfrmInStateModeError' THEN 'its state has another mode'
                    WHEN 'XfrmInStateSeqError'
                        THEN 'its sequence number came before, or is too old (replay window)'
                    WHEN 'XfrmInStateExpired' THEN 'its state has expired'
                    WHEN 'XfrmInStateMismatch'
                        THEN 'its state is for another encapsulation (ESP in UDP or not)'
                    WHEN 'XfrmInStateInvalid' THEN 'its state is not valid any more'
                    WHEN 'XfrmAcquireError' THEN 'its state is not agreed on yet'
                END
            END AS why
        FROM counters
        -- Those of the policy are counted elsewhere.
        WHERE growth > 0 AND (name LIKE 'XfrmIn%' OR name = 'XfrmAcquireError')
            AND NOT regexp_matches(name, 'Pol|Tmpl')
        GROUP BY ALL
    ),
    index AS (
        SELECT c.packet, any_value(e.esp_spi) AS spi
        FROM (FROM causes WHERE cause = 'IPsec state') AS c
        JOIN events AS e ON e.packet = c.packet
        GROUP BY ALL
    )
SELECT
    'certain' AS certainty,
    d.packet, d.ts, d.flow, d.netns, d.protocol, d.saddr, d.daddr,
    format('0x{:08x}', i.spi) AS spi,
    d.ifname,
    coalesce(c.why, 'it has no state for it, or one that does not fit') AS why,
    c.counted
FROM causes AS d
LEFT JOIN index AS i ON i.packet = d.packet
LEFT JOIN counted AS c ON c.trace = trace_of(d.packet) AND c.netns = d.netns
WHERE d.cause = 'IPsec state';
