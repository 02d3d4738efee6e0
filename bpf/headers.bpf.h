/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The packet's own headers, into the members of struct event. Layouts: RFC 791 (IPv4), RFC 8200 (IPv6 and its
 * extension headers), RFC 9293 (TCP), RFC 768 (UDP), RFC 792 and 4443 (ICMP), RFC 2890 (GRE key), RFC 4303 (ESP), RFC
 * 826 (ARP).
 */
#ifndef SKBTRAIL_HEADERS_BPF_H
#define SKBTRAIL_HEADERS_BPF_H

#include <bpf/bpf_endian.h>
#include "access.bpf.h"
#include "core_compat.bpf.h"
#include "events.h"
#include "merge.bpf.h"

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
#define FRAGMENT_UNIT 8 /* bytes; both IP versions count offsets in these */
#define TCP_HEADER 20
#define SHORT_HEADER 8 /* UDP, ICMP, and what is read of GRE and ESP */

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

struct tcp_header {
	__be16 source, dest;
	__be32 seq, ack_seq;
	__u8 data_offset, flags;
	__be16 window, check, urgent;
};

/* The first 8 bytes of UDP, ICMP, GRE and ESP. */
struct short_header {
	union {
		struct {
			__be16 source, dest, len, check;
		} udp;
		struct {
			__u8 type, code;
			__be16 check, id, seq;
		} icmp;
		struct {
			__be16 flags, protocol;
			__be32 word; /* the key when only it is present */
		} gre;
		struct {
			__be32 spi, seq;
		} esp;
	};
};

/* What the IP header says, on the way to the filter and into the event. */
struct ip_view {
	__u8 saddr[16]; /* IPv4 as ::ffff:a.b.c.d */
	__u8 daddr[16];
	__u32 transport; /* offset of the transport header from skb->head, 0: none in this packet */
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
	__u64 present; /* the HAS_* of what is known */
};

static __always_inline void set_ipv4(__u8 *to, const void *from)
{
	__builtin_memset(to, 0, 10);
	to[10] = 0xff;
	to[11] = 0xff;
	__builtin_memcpy(to + 12, from, 4);
}

/* ::ffff:0:0/96: an IPv6 socket that talks IPv4. */
static __always_inline bool is_ipv4(const __u8 *address)
{
	__u64 high;
	__u32 middle;

	__builtin_memcpy(&high, address, sizeof(high));
	__builtin_memcpy(&middle, address + 8, sizeof(middle));
	return !high && middle == bpf_htonl(0xffff);
}

static __always_inline void payload(struct event *e, __u32 header, __u32 end, __u32 size)
{
	if (end >= header + size) {
		e->payload_len = end - header - size;
		e->present |= HAS_PAYLOAD;
	}
}

/* at: offset of the transport header from skb->head; end: of the packet's last byte + 1. */
static __always_inline void read_tcp(struct event *e, struct access *a, __u32 at, __u32 end)
{
	struct tcp_header h;

	if (!load(a, at, &h, sizeof(h)))
		return;
	e->sport = bpf_ntohs(h.source);
	e->dport = bpf_ntohs(h.dest);
	e->l4_word = bpf_ntohl(h.seq);
	e->tcp_ack = bpf_ntohl(h.ack_seq);
	e->tcp_window = bpf_ntohs(h.window);
	e->tcp_flags = h.flags;
	e->present |= HAS_PORTS | HAS_TCP;
	payload(e, at, end, (h.data_offset >> 4) * 4);
}

/* An echo request or reply, which have an identifier. */
static __always_inline bool is_echo(__u8 protocol, __u8 type)
{
	return protocol == PROTO_ICMP ? type == 8 || type == 0 : type == 128 || type == 129;
}

static __always_inline void read_icmp(struct event *e, const struct short_header *h)
{
	__u8 type = h->icmp.type;

	e->icmp_type = type;
	e->icmp_code = h->icmp.code;
	e->present |= HAS_ICMP;
	if (is_echo(e->protocol, type)) {
		e->icmp_id = bpf_ntohs(h->icmp.id);
		e->icmp_seq = bpf_ntohs(h->icmp.seq);
		e->present |= HAS_ECHO;
	}
}

#define GRE_KEY_ALONE bpf_htons(0x2000)
#define GRE_OPTIONS bpf_htons(0xb000)

static __always_inline void read_transport(struct event *e, struct access *a, __u32 at, __u32 end)
{
	struct short_header h;

	if (e->protocol == PROTO_TCP) {
		read_tcp(e, a, at, end);
		return;
	}
	if (!load(a, at, &h, sizeof(h)))
		return;
	switch (e->protocol) {
	case PROTO_UDP:
	case PROTO_UDPLITE:
	case PROTO_SCTP:
		e->sport = bpf_ntohs(h.udp.source);
		e->dport = bpf_ntohs(h.udp.dest);
		e->present |= HAS_PORTS;
		break;
	case PROTO_ICMP:
	case PROTO_ICMPV6:
		read_icmp(e, &h);
		break;
	case PROTO_GRE:
		if ((h.gre.flags & GRE_OPTIONS) == GRE_KEY_ALONE) {
			e->l4_word = bpf_ntohl(h.gre.word);
			e->present |= HAS_GRE_KEY;
		}
		return;
	case PROTO_ESP:
		e->l4_word = bpf_ntohl(h.esp.spi);
		e->present |= HAS_ESP_SPI;
		return;
	default:
		return;
	}
	payload(e, at, end, SHORT_HEADER);
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

/* enum ipv6_ext, 0: the protocol is not an extension header. */
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

/* RFC 826, of IPv4 over Ethernet: the only one there is today. */
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

static __always_inline bool has_ports(__u8 protocol)
{
	return protocol == PROTO_TCP || protocol == PROTO_UDP || protocol == PROTO_UDPLITE || protocol == PROTO_SCTP;
}

static __always_inline void read_ports(struct ip_view *v, struct access *a)
{
	__be16 ports[2];

	if (has_ports(v->protocol) && v->transport && load(a, v->transport, ports, sizeof(ports))) {
		v->sport = bpf_ntohs(ports[0]);
		v->dport = bpf_ntohs(ports[1]);
		v->present |= HAS_PORTS;
	}
}

#endif
