/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The link layer: Ethernet, and what may be between it and IP: VLAN tags, MPLS labels, PPPoE. The code here finds the
 * offset of the IP header.
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
	PPPOE_HEADER = 8, /* RFC 2516, including the PPP protocol field */
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

/*
 * Offset of what follows the Ethernet header. If a packet got its VLAN tag on the way out, its network header is behind
 * the tag.
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

/* The outermost VLAN tag: in the skb's metadata, from where the device inserts it, or in the packet data. */
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

/* Steps over one header between the link layer and IP; false if there is none. */
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

#define LINK_HEADERS_MAX 4 /* maximum number of headers that are stepped over */

static __always_inline void find_network(struct access *a, __u32 *at, __u16 *ethertype)
{
	__u32 i;

	if (is_vlan(*ethertype))
		*at = behind_link(a, *ethertype);
	for (i = 0; i < LINK_HEADERS_MAX && step_over(a, at, ethertype); i++)
		;
	/* All verifier paths merge here. */
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
	/* mac_header of a tunneled or outgoing packet may be anywhere: trust it only if it is before the IP header. */
	if (mac != MAC_HEADER_UNSET && network >= mac + ETHERNET_HEADER && load(a, mac, header, sizeof(header))) {
		__builtin_memcpy(e->dst_mac, header, 6);
		__builtin_memcpy(e->src_mac, header + 6, 6);
		e->present |= HAS_LINK;
	}
}

#endif
