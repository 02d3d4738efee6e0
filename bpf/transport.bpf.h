/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The transport layer: ports, flags, identifiers and keys, from the header after the IP header. Layouts: RFC 9293
 * (TCP), RFC 768 (UDP), RFC 792 and 4443 (ICMP), RFC 2890 (GRE key), RFC 4303 (ESP).
 */
#ifndef SKBTRAIL_TRANSPORT_BPF_H
#define SKBTRAIL_TRANSPORT_BPF_H

#include "ip.bpf.h"

#define SHORT_HEADER 8 /* UDP, ICMP, and the part of GRE and ESP that is read */

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
			__be32 word; /* the key, if no other option is present */
		} gre;
		struct {
			__be32 spi, seq;
		} esp;
	};
};

static __always_inline void payload(struct event *e, __u32 header, __u32 end, __u32 size)
{
	if (end >= header + size) {
		e->payload_len = end - header - size;
		e->present |= HAS_PAYLOAD;
	}
}

/* at: offset of the transport header from skb->head; end: offset of the packet's last byte + 1. */
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

/* True for an echo request or reply, which have an identifier. */
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
