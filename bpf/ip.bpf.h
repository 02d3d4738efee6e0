/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The network layer: parses the IPv4 or IPv6 header into a view that the filter and the event share. Layouts: RFC 791
 * (IPv4), RFC 8200 (IPv6 and its extension headers).
 */
#ifndef SKBTRAIL_IP_BPF_H
#define SKBTRAIL_IP_BPF_H

#include <bpf/bpf_endian.h>
#include "access.bpf.h"
#include "events.h"

enum {
	PROTO_HOPOPTS = 0,
	PROTO_ICMP = 1,
	PROTO_IPIP = 4,
	PROTO_TCP = 6,
	PROTO_UDP = 17,
	PROTO_IPV6 = 41,
	PROTO_ROUTING = 43,
	PROTO_FRAGMENT = 44,
	PROTO_GRE = 47,
	PROTO_ESP = 50,
	PROTO_AUTH = 51,
	PROTO_ICMPV6 = 58,
	PROTO_DSTOPTS = 60,
	PROTO_SCTP = 132,
	PROTO_UDPLITE = 136,
};

#define IPV6_EXTENSIONS_MAX 6
#define FRAGMENT_UNIT 8 /* bytes; unit of the fragment offset in both IP versions */

struct ipv4_header {
	__u8 version_ihl, tos;
	__be16 tot_len, id, frag_off;
	__u8 ttl, protocol;
	__be16 check;
	__u8 saddr[4], daddr[4];
};

struct ipv6_header {
	__be32 version_class_flow;
	__be16 payload_len;
	__u8 nexthdr, hop_limit;
	__u8 saddr[16], daddr[16];
};

/* The fields of the IP header, used by the filter and copied into the event. */
struct ip_view {
	__u8 saddr[16]; /* IPv4 as ::ffff:a.b.c.d */
	__u8 daddr[16];
	__u32 transport; /* offset of the transport header from skb->head; 0: not in this packet */
	__u32 end;	 /* offset of the packet's last byte + 1 */
	__u32 ip_id;
	__u32 ip_len;
	__u32 ipv6_ext;
	__u16 frag_off; /* bytes */
	__u16 arp_op;
	__u16 sport, dport; /* only from a socket, or after read_ports */
	__u8 version;	    /* 4, 6, or 0: no IP header was found */
	__u8 protocol;
	__u8 tos;
	__u8 ttl;
	__u64 present; /* HAS_* bits of the members that are known */
};

static __always_inline void set_ipv4(__u8 *to, const void *from)
{
	__builtin_memset(to, 0, 10);
	to[10] = 0xff;
	to[11] = 0xff;
	__builtin_memcpy(to + 12, from, 4);
}

/* ::ffff:0:0/96: an IPv6 socket that speaks IPv4. */
static __always_inline bool is_ipv4(const __u8 *address)
{
	__u64 high;
	__u32 middle;

	__builtin_memcpy(&high, address, sizeof(high));
	__builtin_memcpy(&middle, address + 8, sizeof(middle));
	return !high && middle == bpf_htonl(0xffff);
}

static __always_inline bool view_ipv4(struct ip_view *v, struct access *a, __u32 at)
{
	struct ipv4_header h;
	__u16 fragment;

	if (!load(a, at, &h, sizeof(h)) || h.version_ihl >> 4 != 4)
		return false;
	fragment = bpf_ntohs(h.frag_off);
	v->version = 4;
	v->protocol = h.protocol;
	set_ipv4(v->saddr, h.saddr);
	set_ipv4(v->daddr, h.daddr);
	v->tos = h.tos;
	v->ttl = h.ttl;
	v->ip_len = bpf_ntohs(h.tot_len);
	v->ip_id = bpf_ntohs(h.id);
	v->present = HAS_ADDRESS | HAS_IP | HAS_IP_ID;
	if (fragment & 0x3fff) {
		v->frag_off = (fragment & 0x1fff) * FRAGMENT_UNIT;
		v->present |= HAS_FRAGMENT;
	}
	v->end = at + v->ip_len;
	/* Only the first fragment has the transport header. */
	if (!v->frag_off)
		v->transport = at + (h.version_ihl & 15) * 4;
	return true;
}

struct ipv6_extension {
	__u8 nexthdr, length;
	__be16 fragment;
	__be32 id;
};

/* Returns an enum ipv6_ext; 0 if the protocol is not an extension header. */
static __always_inline __u32 extension(__u8 protocol)
{
	switch (protocol) {
	case PROTO_HOPOPTS:
		return EXT_HOP_BY_HOP;
	case PROTO_ROUTING:
		return EXT_ROUTING;
	case PROTO_FRAGMENT:
		return EXT_FRAGMENT;
	case PROTO_DSTOPTS:
		return EXT_DESTINATION;
	case PROTO_AUTH:
		return EXT_AH;
	default:
		return 0;
	}
}

static __always_inline bool view_ipv6(struct ip_view *v, struct access *a, __u32 at)
{
	struct ipv6_extension x;
	struct ipv6_header h;
	__u32 next = at + sizeof(h), i;

	if (!load(a, at, &h, sizeof(h)) || bpf_ntohl(h.version_class_flow) >> 28 != 6)
		return false;
	v->version = 6;
	__builtin_memcpy(v->saddr, h.saddr, 16);
	__builtin_memcpy(v->daddr, h.daddr, 16);
	v->tos = bpf_ntohl(h.version_class_flow) >> 20;
	v->ttl = h.hop_limit;
	v->ip_len = bpf_ntohs(h.payload_len) + sizeof(h);
	v->present = HAS_ADDRESS | HAS_IP;
	v->protocol = h.nexthdr;
	for (i = 0; i < IPV6_EXTENSIONS_MAX; i++) {
		__u32 kind = extension(v->protocol);

		if (!kind || !load(a, next, &x, sizeof(x)))
			break;
		v->ipv6_ext |= kind << (4 * i);
		v->present |= HAS_IPV6_EXT;
		if (v->protocol == PROTO_FRAGMENT) {
			v->frag_off = bpf_ntohs(x.fragment) & 0xfff8;
			v->ip_id = bpf_ntohl(x.id);
			v->present |= HAS_FRAGMENT | HAS_IP_ID;
			next += sizeof(x);
		} else {
			next += v->protocol == PROTO_AUTH ? (x.length + 2) * 4 : (x.length + 1) * 8;
		}
		v->protocol = x.nexthdr;
	}
	v->end = at + v->ip_len;
	if (!v->frag_off)
		v->transport = next;
	return true;
}

#endif
