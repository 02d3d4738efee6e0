/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Parses ARP into the view that is also used for IP headers: it has addresses and no transport header. */
#ifndef SKBTRAIL_ARP_BPF_H
#define SKBTRAIL_ARP_BPF_H

#include "ip.bpf.h"

/* RFC 826, IPv4 over Ethernet: the only combination in use today. */
struct arp_packet {
	__be16 hardware, protocol;
	__u8 hardware_size, protocol_size;
	__be16 operation;
	__u8 sender_mac[6], sender[4], target_mac[6], target[4];
};

static __always_inline bool view_arp(struct ip_view *v, struct access *a, __u32 at)
{
	struct arp_packet h;

	if (!load(a, at, &h, sizeof(h)) || h.hardware_size != 6 || h.protocol_size != 4)
		return false;
	v->arp_op = bpf_ntohs(h.operation);
	set_ipv4(v->saddr, h.sender);
	set_ipv4(v->daddr, h.target);
	v->present = HAS_ARP;
	return true;
}

#endif
