-- title: A bridge's VLAN filter drops packets
-- description: The VLAN of the packet is not allowed at the bridge port that it came in by.
-- level: error
-- finding: The bridge's VLAN filter drops {flow}[ at port {ifname}][ in namespace {netns}]
-- confirm: {in netns}bridge vlan show[ dev {ifname}]
-- change: Allow the VLAN: bridge vlan add dev PORT vid VLAN (with pvid untagged for packets without
--   a tag), or correct the tag.
-- report: skbtrail packet {trace} {packet}
-- source: net/bridge/br_vlan.c, br_allowed_ingress
-- probes:
-- needs: causes
-- column: ifname               Port.
-- column: netns                Network namespace.
SELECT
    'certain' AS certainty,
    packet, ts, flow, ifname, netns
FROM causes
WHERE cause = 'bridge VLAN filter';
