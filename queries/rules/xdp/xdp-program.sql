-- title: An XDP program drops packets
-- description: The packet was freed where the kernel carries out the verdict of an XDP program.
-- level: error
-- finding: An XDP program[ on {ifname}][ in namespace {netns}] drops {flow}
-- confirm: {in netns}ip -d link show[ dev {ifname}]
-- confirm: bpftool net list
-- change: Correct the program or its maps, or detach it: ip link set dev INTERFACE xdp off.
-- report: skbtrail packet {trace} {packet}
-- source: net/core/dev.c, do_xdp_generic; drivers/net/veth.c, veth_xdp_rcv_skb
-- probes:
-- needs: causes
-- column: ifname               Interface.
-- column: netns                Network namespace.
SELECT
    'certain' AS certainty,
    packet, ts, flow, ifname, netns
FROM causes
WHERE cause = 'XDP program';
