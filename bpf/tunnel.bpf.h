/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The inner packet of a tunnel. Layouts: RFC 7348 (VXLAN), RFC 8926 (Geneve), RFC 2784 and 2890 (GRE), RFC 2003 (IPIP),
 * RFC 4213 (IPv6 in IPv4), RFC 2473 (both in IPv6), section 5.4 of the WireGuard paper
 * (https://www.wireguard.com/papers/wireguard.pdf).
 */
#ifndef SKBTRAIL_TUNNEL_BPF_H
#define SKBTRAIL_TUNNEL_BPF_H

#include "ip.bpf.h"
#include "merge.bpf.h"
#include "transport.bpf.h"

/* UDP tunnels are recognized by their port: the IANA port, for VXLAN also the one that Linux used before. */
enum {
	PORT_VXLAN = 4789,
	PORT_VXLAN_LINUX = 8472,
	PORT_GENEVE = 6081,
	PORT_WIREGUARD = 51820,
};

enum {
	ETHERNET = 14, /* bytes of the header */
	VLAN_TAG = 4,
	UDP_HEADER = 8,
	TUNNEL_HEADER = 8, /* VXLAN, and Geneve without options */
	GRE_HEADER = 4,
};

#define VXLAN_HAS_VNI 0x08
#define GRE_HAS_CHECKSUM 0x8000
#define GRE_HAS_KEY 0x2000
#define GRE_HAS_SEQUENCE 0x1000
#define GRE_VERSION 7

struct encapsulation {
	__u64 present; /* HAS_TUNNEL, HAS_TUNNEL_ID; HAS_INNER after view_inner */
	__u32 id;
	__u32 at;	/* offset of the inner packet from skb->head */
	__u16 protocol; /* ethertype of the inner packet; 0: not readable */
	__u8 type;	/* enum tunnel_type; TUNNEL_NONE: not a tunnel */
};

struct tunnel_header {
	__u8 flags; /* VXLAN flags; Geneve: length of the options in the lower 6 bits, in units of 4 bytes */
	__u8 zero;
	__be16 protocol; /* Geneve */
	__u8 vni[3];
	__u8 reserved;
};

/* Decides from the outer headers v alone: true for every tunnel, and rarely for anything else. */
static __always_inline bool is_tunnel(struct access *a, const struct ip_view *v)
{
	__be16 port;

	if (!v->transport)
		return false;
	if (v->protocol != PROTO_UDP)
		return v->protocol == PROTO_GRE || v->protocol == PROTO_IPIP || v->protocol == PROTO_IPV6;
	if (!load(a, v->transport + sizeof(port), &port, sizeof(port)))
		return false;
	return port == bpf_htons(PORT_VXLAN) || port == bpf_htons(PORT_VXLAN_LINUX) || port == bpf_htons(PORT_GENEVE) ||
	       port == bpf_htons(PORT_WIREGUARD);
}

static __always_inline void find_udp_tunnel(struct encapsulation *t, struct access *a, __u32 transport)
{
	struct tunnel_header h;
	__be16 port;

	if (!load(a, transport + sizeof(port), &port, sizeof(port)) || !load(a, transport + UDP_HEADER, &h, sizeof(h)))
		return;
	if (port == bpf_htons(PORT_WIREGUARD)) {
		/* Message type 1 to 4, then three zero bytes. */
		if (h.flags >= 1 && h.flags <= 4 && !h.zero && !h.protocol) {
			t->type = TUNNEL_WIREGUARD;
			t->present = HAS_TUNNEL;
		}
		return;
	}
	if (port == bpf_htons(PORT_GENEVE)) {
		t->type = TUNNEL_GENEVE;
		t->at = (h.flags & 0x3f) * 4;
		t->protocol = bpf_ntohs(h.protocol);
	} else if (h.flags & VXLAN_HAS_VNI) {
		t->type = TUNNEL_VXLAN;
		t->protocol = ETH_P_TEB;
	} else {
		return;
	}
	t->at += transport + UDP_HEADER + TUNNEL_HEADER;
	t->id = h.vni[0] << 16 | h.vni[1] << 8 | h.vni[2];
	t->present = HAS_TUNNEL | HAS_TUNNEL_ID;
}

static __always_inline void find_gre(struct encapsulation *t, struct access *a, __u32 transport)
{
	__be16 head[2];
	__be32 key;
	__u16 flags;

	if (!load(a, transport, head, sizeof(head)))
		return;
	flags = bpf_ntohs(head[0]);
	if (flags & GRE_VERSION)
		return;
	t->type = TUNNEL_GRE;
	t->present = HAS_TUNNEL;
	t->protocol = bpf_ntohs(head[1]);
	t->at = transport + GRE_HEADER + (flags & GRE_HAS_CHECKSUM ? 4 : 0);
	if (flags & GRE_HAS_KEY) {
		if (load(a, t->at, &key, sizeof(key))) {
			t->id = bpf_ntohl(key);
			t->present |= HAS_TUNNEL_ID;
		}
		t->at += sizeof(key);
	}
	t->at += flags & GRE_HAS_SEQUENCE ? 4 : 0;
}

/*
 * Determines the tunnel of a packet for which is_tunnel is true, from its outer IP header. transport: offset of what
 * follows that header.
 */
static __always_inline void find_tunnel(struct encapsulation *t, struct access *a, __u8 version, __u8 protocol,
					__u32 transport)
{
	__builtin_memset(t, 0, sizeof(*t));
	switch (protocol) {
	case PROTO_UDP:
		find_udp_tunnel(t, a, transport);
		break;
	case PROTO_GRE:
		find_gre(t, a, transport);
		break;
	default:
		t->type = version == 6 ? TUNNEL_IP6TNL : protocol == PROTO_IPIP ? TUNNEL_IPIP : TUNNEL_SIT;
		t->protocol = protocol == PROTO_IPIP ? ETH_P_IP : ETH_P_IPV6;
		t->present = HAS_TUNNEL;
		t->at = transport;
	}
}

/*
 * The inner IP header of the tunnel t found by find_tunnel, in the form that view() uses for the outer one. Returns
 * false if there is none or it cannot be read. Ports: read_ports.
 */
static __always_inline bool view_inner(struct ip_view *inner, struct access *a, const struct encapsulation *t)
{
	__be16 protocol = bpf_htons(t->protocol);
	__u32 at = t->at;

	__builtin_memset(inner, 0, sizeof(*inner));
	if (t->protocol == ETH_P_TEB) {
		at += ETHERNET;
		if (!load(a, at - sizeof(protocol), &protocol, sizeof(protocol)))
			return false;
		if (protocol == bpf_htons(ETH_P_8021Q)) {
			at += VLAN_TAG;
			if (!load(a, at - sizeof(protocol), &protocol, sizeof(protocol)))
				return false;
		}
	}
	if (protocol == bpf_htons(ETH_P_IP))
		return view_ipv4(inner, a, at);
	return protocol == bpf_htons(ETH_P_IPV6) && view_ipv6(inner, a, at);
}

static __always_inline void fill_tunnel(struct record *r, struct access *a, const struct ip_view *v)
{
	__u32 transport = forget(&r->tunnel.id, v->transport), protocol = forget(&r->tunnel.id, v->protocol);
	__u32 version = forget(&r->tunnel.id, v->version);
	struct encapsulation t;
	struct ip_view inner;
	__be16 ports[2];

	find_tunnel(&t, a, version, protocol, transport);
	t.at = forget(&r->tunnel.id, t.at);
	t.protocol = forget(&r->tunnel.id, t.protocol);
	r->tunnel.id = t.id;
	r->tunnel.type = t.type;
	r->event.present |= t.present;
	if (!view_inner(&inner, a, &t))
		return;
	__builtin_memcpy(r->tunnel.saddr, inner.saddr, sizeof(inner.saddr));
	__builtin_memcpy(r->tunnel.daddr, inner.daddr, sizeof(inner.daddr));
	r->tunnel.protocol = inner.protocol;
	r->event.present |= HAS_INNER;
	if (inner.transport && has_ports(inner.protocol) && load(a, inner.transport, ports, sizeof(ports))) {
		r->tunnel.sport = bpf_ntohs(ports[0]);
		r->tunnel.dport = bpf_ntohs(ports[1]);
		r->event.present |= HAS_INNER_PORTS;
	}
}

#endif
