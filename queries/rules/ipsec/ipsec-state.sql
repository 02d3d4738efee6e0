-- title: IPsec has no state for an encrypted packet, or one that does not fit
-- description: The kernel freed a packet that came in by ESP, AH or IPComp while it looked for its
--   state (SA). Only the kernel's counters show whether the state is missing or what about it does
--   not fit: if a single counter grew, the finding gives its meaning. The snapshot shows the
--   properties of the state with that SPI or, without one, the states between the two addresses.
-- level: error
-- finding: IPsec[ of namespace {netns}] refuses {protocol} from {saddr} to {daddr}[ with SPI
--   {spi}][ at {ifname}]: {why}[; its state has {state}][; the states between these addresses
--   have {others}][; meanwhile {counted}]
-- confirm: {in netns}ip -s xfrm state list nokeys
-- confirm: {in netns}cat /proc/net/xfrm_stat
-- change: Let both ends agree on the SPI, keys and mode anew: restart the connection of the IKE
--   daemon, or correct what ip xfrm state has.
-- report: skbtrail packet {trace} {packet}
-- source: net/xfrm/xfrm_input.c, xfrm_input; Documentation/networking/xfrm_proc.rst
-- probes:
-- needs: causes, counters, events, xfrm_states
-- column: netns                Network namespace.
-- column: protocol             ESP, AH or IPComp.
-- column: saddr                Source address.
-- column: daddr                Destination address; the kernel looks up the state by it and the
--   SPI.
-- column: spi                  Security parameter index; ESP only.
-- column: ifname               Interface.
-- column: why                  What is wrong with the state.
-- column: state                Mode, encapsulation and reqid of the state with that SPI.
-- column: others               If there is no such state: up to three states from that source to
--   that destination.
-- column: counted              Kernel counters of that namespace that grew, and by how much.
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
        -- Policy counters are evaluated elsewhere.
        WHERE growth > 0 AND (name LIKE 'XfrmIn%' OR name = 'XfrmAcquireError')
            AND NOT regexp_matches(name, 'Pol|Tmpl')
        GROUP BY ALL
    ),
    index AS (
        SELECT c.packet, any_value(e.esp_spi) AS spi
        FROM (FROM causes WHERE cause = 'IPsec state') AS c
        JOIN events AS e ON e.packet = c.packet
        GROUP BY ALL
    ),
    refused AS (
        SELECT d.*, trace_of(d.packet) AS trace, i.spi
        FROM causes AS d
        LEFT JOIN index AS i ON i.packet = d.packet
        WHERE d.cause = 'IPsec state'
    ),
    fitting AS (
        SELECT
            r.packet,
            any_value(s.in_words || coalesce(' (' || nullif(s.change, 'changed')
                || ' during the recording)', '')) AS state,
            any_value(CASE
                WHEN s.failed_growth > 0 AND s.replay_growth = 0
                THEN 'it cannot be decrypted, or fails its check: the keys differ'
                WHEN s.replay_growth > 0 AND s.failed_growth = 0
                THEN 'its sequence number came before, or is too old (replay window)'
            END) AS why
        FROM refused AS r
        JOIN xfrm_states AS s ON s.trace = r.trace AND s.netns = r.netns
            AND s.destination = r.daddr AND s.protocol = r.protocol AND s.spi = r.spi
        GROUP BY r.packet
    ),
    other AS (
        SELECT
            r.packet,
            array_to_string(min(s.in_words, 3), '; ')
                || CASE WHEN count(*) > 3 THEN ' ...' ELSE '' END AS others
        FROM refused AS r
        JOIN xfrm_states AS s ON s.trace = r.trace AND s.netns = r.netns AND s.spi <> 0
            AND s.source = r.saddr AND s.destination = r.daddr AND s.protocol = r.protocol
        ANTI JOIN fitting AS f ON f.packet = r.packet
        -- Without the SPI it is unknown whether one of these states is the right one.
        WHERE r.spi IS NOT NULL
        GROUP BY r.packet
    )
SELECT
    'certain' AS certainty,
    r.packet, r.ts, r.flow, r.netns, r.protocol, r.saddr, r.daddr,
    format('0x{:08x}', r.spi) AS spi,
    r.ifname,
    coalesce(c.why, f.why, 'it has no state for it, or one that does not fit') AS why,
    f.state, o.others, c.counted
FROM refused AS r
LEFT JOIN fitting AS f ON f.packet = r.packet
LEFT JOIN other AS o ON o.packet = r.packet
LEFT JOIN counted AS c ON c.trace = r.trace AND c.netns = r.netns;
