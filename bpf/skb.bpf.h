/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* From an sk_buff to the members of struct event. */
#ifndef SKBTRAIL_SKB_BPF_H
#define SKBTRAIL_SKB_BPF_H

#include "arp.bpf.h"
#include "core_compat.bpf.h"
#include "ip.bpf.h"
#include "merge.bpf.h"
#include "transport.bpf.h"
#ifndef RESTRICTED
#include "field.bpf.h"
#endif

enum {
	ETHERNET_HEADER = 14,
	VLAN_HEADER = 4,
	PPPOE_HEADER = 8, /* RFC 2516, with the protocol of PPP */
	MPLS_LABEL = 4,	  /* RFC 3032 */
	MPLS_LAST = 0x100,
	PPP_IP = 0x21,
	PPP_IPV6 = 0x57,
	VLAN_ID = 0xfff,
	MAC_HEADER_UNSET = 0xffff, /* skb_mac_header_was_set(), include/linux/skbuff.h */
	TCP_TIME_WAIT = 6,	   /* include/net/tcp_states.h; such a socket has no sk_protocol */
	TCP_LISTEN = 10,
	TCP_NEW_SYN_RECV = 12, /* likewise */
};

/* Inodes of network namespaces begin here: fixed ones of the first namespace, then PROC_DYNAMIC_FIRST (proc_ns.h). */
#define FIRST_NETNS_INODE 0xeffffff0U

static __always_inline void open_skb(struct access *a, enum access_way way, struct sk_buff *skb, void *context)
{
	a->way = way;
	a->skb = skb;
	a->sk = NULL;
	a->context = context;
	a->head = READ(skb, head);
	a->data = READ(skb, data) - a->head;
}

static __always_inline struct sock *socket_of(struct access *a)
{
	return a->sk ? a->sk : READ(a->skb, sk);
}

/*
 * Before its header is built, or when it has none yet, a packet of a local socket has the socket's addresses:
 * local is source.
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

/*
 * skb->dev, NULL when something else stands in its place: UDP keeps lengths there while a datagram is queued
 * (dev_scratch), TCP the left child in its retransmit queue (rbnode), and a clone inherits either. A device has an
 * index and a namespace; another sk_buff read as a device may have the one, hardly ever the other.
 */
static __always_inline struct net_device *device_of(struct sk_buff *skb, __u32 *netns)
{
	struct net_device *dev = READ(skb, dev);
	struct net *net;

	if (!dev || !READ(dev, ifindex))
		return NULL;
	net = READ(dev, nd_net.net);
	*netns = net ? READ(net, ns.inum) : 0;
	return *netns >= FIRST_NETNS_INODE ? dev : NULL;
}

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
	*at += nothing;
	*ethertype += nothing;
}

static __always_inline bool view_headers(struct ip_view *v, struct access *a)
{
	__u16 ethertype = bpf_ntohs(READ(a->skb, protocol));
	__u32 network = READ(a->skb, network_header), netns;

	/* A driver leaves it unset: skb->data is past the link header already (eth_type_trans). */
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
 * True when the sk_buff is a packet of the network: netlink and unix sockets use sk_buffs too, which have no ethertype
 * or no device. The IP header may be behind tags of VLANs, labels of MPLS, or in PPPoE.
 */
static __always_inline bool view(struct ip_view *v, struct access *a)
{
	__u64 packet;

	__builtin_memset(v, 0, sizeof(*v));
	packet = view_headers(v, a);
	merge_ways(v, sizeof(*v));
	return packet + nothing;
}

/* Inode of the namespace of a packet without a device, 0 when it has no socket either. */
static __always_inline __u32 netns_of_socket(struct sk_buff *skb)
{
	struct sock *sk = READ(skb, sk);
	struct net *net = sk ? READ(sk, __sk_common.skc_net.net) : NULL;

	return net ? READ(net, ns.inum) : 0;
}

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
		e->netns = netns_of_socket(skb);
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
	/* is_tunnel() has told the protocols apart again. */
	v->protocol = forget(&e->payload_len, v->protocol);
	v->transport = forget(&e->payload_len, v->transport);
	v->end = forget(&e->payload_len, v->end);
	e->payload_len = 0;
}

/*
 * While IPsec makes a packet, there is room for ESP or AH behind its IP header, with nothing in it yet: data begins
 * behind that room, and mac_header stands at the header's protocol (net/xfrm/xfrm_output.c), so far before what follows
 * the header. When ESP has come, data begins with the IP header again (esp_output, net/ipv4/esp4.c).
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

/* skb->_nfct: a pointer to the connection, its lowest bits say how this packet belongs to it. */
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

static __always_inline void fill_task(struct event *e)
{
	__u64 id = current_pid_tgid();

	e->pid = id >> 32;
	e->tid = id;
	current_comm(e->comm);
	e->present |= HAS_TASK;
}

#endif
