/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A view of the packet at any point of its path: from the headers that it has so far, else from the socket that sends
 * it. The filter evaluates this view, and the event is filled from it.
 */
#ifndef SKBTRAIL_VIEW_BPF_H
#define SKBTRAIL_VIEW_BPF_H

#include "arp.bpf.h"
#include "device.bpf.h"
#include "ip.bpf.h"
#include "link.bpf.h"
#include "merge.bpf.h"

/*
 * A packet of a local socket whose header is not built yet gets the socket's addresses; the local address is the
 * source.
 */
static __always_inline void view_socket(struct ip_view *v, struct access *a)
{
#ifndef RESTRICTED
	struct sock *sk = socket_of(a);
	__be32 address;
	__u8 state;

	if (!sk)
		return;
	switch (READ(sk, __sk_common.skc_family)) {
	case AF_INET:
		address = READ(sk, __sk_common.skc_rcv_saddr);
		set_ipv4(v->saddr, &address);
		address = READ(sk, __sk_common.skc_daddr);
		set_ipv4(v->daddr, &address);
		v->version = 4;
		break;
	case AF_INET6:
		BPF_CORE_READ_INTO(&v->saddr, sk, __sk_common.skc_v6_rcv_saddr);
		BPF_CORE_READ_INTO(&v->daddr, sk, __sk_common.skc_v6_daddr);
		v->version = is_ipv4(v->daddr) ? 4 : 6;
		break;
	default:
		return;
	}
	state = READ(sk, __sk_common.skc_state);
	v->protocol = state == TCP_TIME_WAIT || state == TCP_NEW_SYN_RECV ? PROTO_TCP : READ(sk, sk_protocol);
	v->sport = READ(sk, __sk_common.skc_num);
	v->dport = bpf_ntohs(READ(sk, __sk_common.skc_dport));
	v->present = HAS_ADDRESS;
	if (v->protocol == PROTO_TCP || v->protocol == PROTO_UDP)
		v->present |= HAS_PORTS;
#endif
}

static __always_inline bool view_headers(struct ip_view *v, struct access *a)
{
	__u16 ethertype = bpf_ntohs(READ(a->skb, protocol));
	__u32 network = READ(a->skb, network_header), netns;

	/* A driver leaves network_header unset: skb->data is already past the link header (eth_type_trans). */
	if (!network && ethertype)
		network = a->data;
	if (ethertype && ethertype != ETH_P_IP && ethertype != ETH_P_IPV6)
		find_network(a, &network, &ethertype);
	if (network && (ethertype == ETH_P_IP || !ethertype) && view_ipv4(v, a, network))
		return true;
	if (network && (ethertype == ETH_P_IPV6 || !ethertype) && view_ipv6(v, a, network))
		return true;
	if (ethertype == ETH_P_ARP) {
		if (network)
			view_arp(v, a, network);
		return true;
	}
	view_socket(v, a);
	return v->version || (ethertype && device_of(a->skb, &netns));
}

/*
 * True if the sk_buff is a network packet: netlink and unix sockets use sk_buffs too, which have no ethertype or no
 * device. The IP header may be behind VLAN tags, MPLS labels, or in PPPoE.
 */
static __always_inline bool view(struct ip_view *v, struct access *a)
{
	__u64 packet;

	__builtin_memset(v, 0, sizeof(*v));
	packet = view_headers(v, a);
	merge_ways(v, sizeof(*v));
	return packet + opaque_zero;
}

#endif
