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

static __always_inline void fill_device(struct event *e, struct access *a)
{
	struct sk_buff *skb = a->skb;
	struct net_device *dev = device_of(skb, &e->netns);
	struct sock *sk = socket_of(a);

	if (dev) {
		e->ifindex = READ(dev, ifindex);
		READ_NAME(e->ifname, dev, name);
		e->present |= HAS_DEV;
	} else {
		e->netns = netns_of_socket(sk);
	}
	if (e->netns)
		e->present |= HAS_NETNS;
	e->iif = READ(skb, skb_iif);
	if (e->iif)
		e->present |= HAS_IIF;
	if (sk) {
		e->sock = (__u64)sk;
		e->tcp_state = READ(sk, __sk_common.skc_state);
		e->sock_cookie = READ(sk, __sk_common.skc_cookie.counter);
		e->present |= e->sock_cookie ? HAS_SOCK | HAS_COOKIE : HAS_SOCK;
	}
}

static __always_inline void fill_gso(struct event *e, struct access *a)
{
#ifndef RESTRICTED
	struct skb_shared_info *info = (void *)(a->head + READ(a->skb, end));

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
	__u32 distance = v->transport - READ(a->skb, mac_header);

	return distance == (e->ip_version == 4 ? IPV4_PROTOCOL_TO_END : IPV6_NEXTHDR_TO_END) &&
	       READ(a->skb, data) > a->head + v->transport;
}

static __always_inline void fill_transport(struct event *e, struct access *a, const struct ip_view *v)
{
	if (v->transport && !is_in_making(a, e, v))
		read_transport(e, a, v->transport, v->end);
	if (v->protocol == PROTO_TCP && e->sock)
		e->present |= HAS_TCP_STATE;
}

/* skb->_nfct: a pointer to the connection; its lowest bits say how this packet relates to it. */
static __always_inline void fill_conntrack(struct event *e, struct sk_buff *skb)
{
	unsigned long nfct = bpf_core_field_exists(skb->_nfct) ? READ(skb, _nfct) : 0;

	if (nfct) {
		e->ct_state = nfct & CT_STATE_MASK;
		e->present |= HAS_CT_STATE;
	}
}

static __always_inline void fill_skb(struct event *e, struct access *a, struct ip_view *v)
{
	struct sk_buff *skb = a->skb;

	fill_ip(e, v);
	e->skb_head = (__u64)a->head;
	e->len = READ(skb, len);
	e->data_len = READ(skb, data_len);
	e->headroom = a->data;
	e->mark = READ(skb, mark);
	e->priority = READ(skb, priority);
	e->hash = READ(skb, hash);
	e->queue = READ(skb, queue_mapping);
	e->pkt_type = READ_BITS(skb, pkt_type);
	e->present |= HAS_HEAD | HAS_SKB;
	fill_device(e, a);
	fill_gso(e, a);
	fill_link(e, a);
	fill_transport(e, a, v);
	fill_conntrack(e, skb);
#ifndef RESTRICTED
	fill_fields(e, a);
#endif
}

#endif
