/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The link layer: Ethernet, and what may stand between it and IP: VLAN tags, labels of MPLS, PPPoE. Whoever looks for
 * the IP header of a packet asks here where it is.
 */
#ifndef SKBTRAIL_LINK_BPF_H
#define SKBTRAIL_LINK_BPF_H

#include <bpf/bpf_endian.h>
#include "access.bpf.h"
#include "core_compat.bpf.h"
#include "events.h"
#include "merge.bpf.h"

enum {
	ETHERNET_HEADER = 14,
	VLAN_HEADER = 4,
	PPPOE_HEADER = 8, /* RFC 2516, with the protocol of PPP */
	MPLS_LABEL = 4,	  /* RFC 3032 */
	MPLS_LAST = 0x100,
	PPP_IP = 0x21,
	PPP_IPV6 = 0x57,
	VLAN_ID = 0xfff,
};

static __always_inline bool is_vlan(__u16 ethertype)
{
	return ethertype == ETH_P_8021Q || ethertype == ETH_P_8021AD;
}

/* What follows the Ethernet header; the network header of a packet that got its tag on the way out is behind the tag.
 */
static __always_inline __u32 behind_link(struct access *a, __u16 ethertype)
{
	__u16 mac = READ(a->skb, mac_header);
	__be16 found;

	if (mac != MAC_HEADER_UNSET && load(a, mac + ETHERNET_HEADER - sizeof(found), &found, sizeof(found)) &&
	    found == bpf_htons(ethertype))
		return mac + ETHERNET_HEADER;
	return READ(a->skb, network_header);
}

/* The outermost tag: beside the packet, where the device inserts it, or in it. */
static __always_inline bool outer_vlan(struct access *a, __u16 *id)
{
	__u16 ethertype = bpf_ntohs(READ(a->skb, protocol));
	__be16 tag;

	if (skb_has_vlan(a->skb)) {
		*id = READ(a->skb, vlan_tci) & VLAN_ID;
		return true;
	}
	if (!is_vlan(ethertype) || !load(a, behind_link(a, ethertype), &tag, sizeof(tag)))
		return false;
	*id = bpf_ntohs(tag) & VLAN_ID;
	return true;
}

/* One header between those of the link and of IP; false: there is none. */
static __always_inline bool step_over(struct access *a, __u32 *at, __u16 *ethertype)
{
	__be16 h[4];

	if (!is_vlan(*ethertype) && *ethertype != ETH_P_PPPOE && *ethertype != ETH_P_MPLS)
		return false;
	if (!load(a, *at, h, sizeof(h)))
		return false;
	if (is_vlan(*ethertype)) {
		*ethertype = bpf_ntohs(h[1]);
		*at += VLAN_HEADER;
	} else if (*ethertype == ETH_P_PPPOE) {
		*ethertype = h[3] == bpf_htons(PPP_IP) ? ETH_P_IP : h[3] == bpf_htons(PPP_IPV6) ? ETH_P_IPV6 : 1;
		*at += PPPOE_HEADER;
	} else {
		if (h[1] & bpf_htons(MPLS_LAST))
			*ethertype = (bpf_ntohs(h[2]) >> 12) == 6 ? ETH_P_IPV6 : ETH_P_IP;
		*at += MPLS_LABEL;
	}
	return true;
}

#define LINK_HEADERS_MAX 4 /* that are stepped over */

static __always_inline void find_network(struct access *a, __u32 *at, __u16 *ethertype)
{
	__u32 i;

	if (is_vlan(*ethertype))
		*at = behind_link(a, *ethertype);
	for (i = 0; i < LINK_HEADERS_MAX && step_over(a, at, ethertype); i++)
		;
	/* Here every way becomes one. */
	*at += opaque_zero;
	*ethertype += opaque_zero;
}

static __always_inline void fill_link(struct event *e, struct access *a)
{
	__u16 mac = READ(a->skb, mac_header), network = READ(a->skb, network_header);
	__u8 header[ETHERNET_HEADER];

	e->ethertype = bpf_ntohs(READ(a->skb, protocol));
	if (e->ethertype)
		e->present |= HAS_ETHERTYPE;
	if (outer_vlan(a, &e->vlan_id))
		e->present |= HAS_VLAN;
	/* mac_header of a tunnel or of a packet going out may stand anywhere: believe it only before the IP header. */
	if (mac != MAC_HEADER_UNSET && network >= mac + ETHERNET_HEADER && load(a, mac, header, sizeof(header))) {
		__builtin_memcpy(e->dst_mac, header, 6);
		__builtin_memcpy(e->src_mac, header + 6, 6);
		e->present |= HAS_LINK;
	}
}

#endif
