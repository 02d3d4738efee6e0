/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Fills the members of struct event from an sk_buff and the view of its headers. */
#ifndef SKBTRAIL_SKB_BPF_H
#define SKBTRAIL_SKB_BPF_H

#include "device.bpf.h"
#include "link.bpf.h"
#include "merge.bpf.h"
#include "transport.bpf.h"
#include "view.bpf.h"
#ifndef RESTRICTED
#include "field.bpf.h"
#endif

/*
 * Device and socket are read when the packet has another one than at its last event: eight reads less for most events.
 * The name or the namespace of a device may change in the meantime, which a packet sees that is still alive then.
 */
static __always_inline void read_device(struct life *life, struct net_device *dev)
{
	__u32 netns;

	/* Zero until all is there: another CPU may have the packet meanwhile. */
	*(volatile __u64 *)&life->dev = 0;
	life->dev_netns = 0;
	if (real_device(dev, &netns)) {
		life->ifindex = READ(dev, ifindex);
		READ_NAME(life->ifname, dev, name);
		life->dev_netns = netns;
	}
	*(volatile __u64 *)&life->dev = (__u64)dev;
}

static __always_inline void fill_device(struct event *e, struct access *a, struct life *life)
{
	struct net_device *dev = SKB(a, dev);

	if (!dev)
		return;
	if (life->dev != (__u64)dev)
		read_device(life, dev);
	if (!life->dev_netns)
		return;
	e->netns = life->dev_netns;
	e->ifindex = life->ifindex;
	__builtin_memcpy(e->ifname, life->ifname, sizeof(e->ifname));
	e->present |= HAS_DEV;
}

static __always_inline void fill_socket(struct event *e, struct access *a, struct life *life)
{
	struct sock *sk = socket_of(a);

	if (!sk)
		return;
	if (life->sk != (__u64)sk) {
		life->sk_cookie = 0;
		life->sk_netns = 0;
		life->sk = (__u64)sk;
	}
	if (!life->sk_cookie)
		life->sk_cookie = READ(sk, __sk_common.skc_cookie.counter);
	if (!e->netns) {
		if (!life->sk_netns)
			life->sk_netns = netns_of_socket(sk);
		e->netns = life->sk_netns;
	}
	e->sock = (__u64)sk;
	e->sock_cookie = life->sk_cookie;
}

/* Where the packet is: device, socket and the network namespace of one of them. */
static __always_inline void fill_place(struct event *e, struct access *a, struct life *life)
{
	fill_device(e, a, life);
	fill_socket(e, a, life);
	e->iif = SKB(a, skb_iif);
	e->present |= e->netns ? HAS_NETNS : 0;
	e->present |= e->iif ? HAS_IIF : 0;
	e->present |= e->sock ? HAS_SOCK : 0;
	e->present |= e->sock_cookie ? HAS_COOKIE : 0;
}

static __always_inline void fill_gso(struct event *e, struct access *a)
{
#ifndef RESTRICTED
	struct skb_shared_info *info = (void *)(a->head + SKB(a, end));

	e->gso_size = READ(info, gso_size);
	if (e->gso_size) {
		e->gso_segs = READ(info, gso_segs);
		e->gso_type = READ(info, gso_type);
		e->present |= HAS_GSO;
	}
#endif
}

static __always_inline void fill_ip(struct event *e, struct ip_view *v)
{
	__builtin_memcpy(e->saddr, v->saddr, 16);
	__builtin_memcpy(e->daddr, v->daddr, 16);
	e->ip_version = v->version;
	e->protocol = v->protocol;
	e->tos = v->tos;
	e->ttl = v->ttl;
	e->ip_len = v->ip_len;
	e->ip_id = v->ip_id;
	e->frag_off = v->frag_off;
	e->arp_op = v->arp_op;
	e->ipv6_ext = v->ipv6_ext;
	e->sport = v->sport;
	e->dport = v->dport;
	e->present |= v->present;
	/* The branches in is_tunnel() made the verifier distinguish the protocols again. */
	v->protocol = forget(&e->payload_len, v->protocol);
	v->transport = forget(&e->payload_len, v->transport);
	v->end = forget(&e->payload_len, v->end);
	e->payload_len = 0;
}

/*
 * While IPsec builds a packet, there is still empty space for ESP or AH behind its IP header: skb->data is behind that
 * space, and mac_header points at the protocol field of the IP header (net/xfrm/xfrm_output.c), at a fixed distance
 * before the end of that header. Once ESP has been added, skb->data is at the IP header again (esp_output,
 * net/ipv4/esp4.c).
 */
#define IPV4_PROTOCOL_TO_END (sizeof(struct ipv4_header) - offsetof(struct ipv4_header, protocol))
#define IPV6_NEXTHDR_TO_END (sizeof(struct ipv6_header) - offsetof(struct ipv6_header, nexthdr))

static __always_inline bool is_in_making(struct access *a, const struct event *e, const struct ip_view *v)
{
	__u32 distance = v->transport - SKB(a, mac_header);

	return distance == (e->ip_version == 4 ? IPV4_PROTOCOL_TO_END : IPV6_NEXTHDR_TO_END) &&
	       SKB(a, data) > a->head + v->transport;
}

static __always_inline void fill_transport(struct event *e, struct access *a, const struct ip_view *v)
{
	struct sock *sk = socket_of(a);

	if (v->transport && is_in_making(a, e, v))
		e->present &= ~HAS_PORTS;
	else if (v->transport)
		read_transport(e, a, v->transport, v->end);
	if (v->protocol == PROTO_TCP && sk) {
		e->tcp_state = READ(sk, __sk_common.skc_state);
		e->present |= HAS_TCP_STATE;
	}
}

/* skb->_nfct: a pointer to the connection; its lowest bits say how this packet relates to it. */
static __always_inline void fill_conntrack(struct event *e, struct access *a)
{
	unsigned long nfct = bpf_core_field_exists(a->skb->_nfct) ? SKB(a, _nfct) : 0;

	if (nfct) {
		e->ct_state = nfct & CT_STATE_MASK;
		e->present |= HAS_CT_STATE;
	}
}

static __always_inline void fill_skb(struct event *e, struct access *a, struct life *life)
{
	struct ip_view *v = &a->scratch->view;

	fill_ip(e, v);
	e->skb_head = (__u64)a->head;
	e->len = SKB(a, len);
	e->data_len = SKB(a, data_len);
	e->headroom = a->data;
	e->mark = SKB(a, mark);
	e->priority = SKB(a, priority);
	e->hash = SKB(a, hash);
	e->queue = SKB(a, queue_mapping);
	e->pkt_type = SKB_BITS(a, struct sk_buff, pkt_type);
	e->present |= HAS_HEAD | HAS_SKB;
	fill_place(e, a, life);
	fill_gso(e, a);
	fill_link(e, a);
	fill_transport(e, a, v);
	fill_conntrack(e, a);
#ifndef RESTRICTED
	fill_fields(e, a);
#endif
}

#endif
