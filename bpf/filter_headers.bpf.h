/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Filter criteria that depend on headers: protocol, addresses, ports, TCP flags, the identifier of an ICMP echo, and at
 * the link layer ethertype and VLAN. They accept any view, so the inner headers of a tunnel are checked the same way.
 */
#ifndef SKBTRAIL_FILTER_HEADERS_BPF_H
#define SKBTRAIL_FILTER_HEADERS_BPF_H

#include "filter_value.bpf.h"
#include "ip.bpf.h"
#include "link.bpf.h"
#include "transport.bpf.h"

static __always_inline bool addresses_match(const volatile struct filter *f, const struct ip_view *v)
{
	__u8 src = f->count[FILTER_SRC], dst = f->count[FILTER_DST], host = f->count[FILTER_HOST];

	if (!src && !dst && !host)
		return true;
	if (!(v->present & HAS_ADDRESS))
		return false;
	if (src && !one_address(f->src, src, v->saddr))
		return false;
	if (dst && !one_address(f->dst, dst, v->daddr))
		return false;
	return !host || one_address(f->host, host, v->saddr) || one_address(f->host, host, v->daddr);
}

static __always_inline bool ports_match(const volatile struct filter *f, struct ip_view *v, struct access *a)
{
	__u8 sport = f->count[FILTER_SPORT], dport = f->count[FILTER_DPORT], port = f->count[FILTER_PORT];

	if (!sport && !dport && !port)
		return true;
	if (!(v->present & HAS_PORTS))
		read_ports(v, a);
	if (!(v->present & HAS_PORTS))
		return false;
	if (sport && !one_range(f->sport, sport, v->sport))
		return false;
	if (dport && !one_range(f->dport, dport, v->dport))
		return false;
	return !port || one_range(f->port, port, v->sport) || one_range(f->port, port, v->dport);
}

static __always_inline bool protocol_matches(const volatile struct filter *f, const struct ip_view *v)
{
	__u8 protocol = f->count[FILTER_PROTOCOL], version = f->count[FILTER_IP_VERSION];

	if (!protocol && !version)
		return true;
	if (!(v->present & HAS_ADDRESS))
		return false;
	if (version && !one_range(f->ip_version, version, v->version))
		return false;
	return !protocol || one_range(f->protocol, protocol, v->protocol);
}

static __always_inline bool tcp_flags_match(const volatile struct filter *f, struct ip_view *v, struct access *a)
{
	struct tcp_header h;

	if (!f->count[FILTER_TCP_FLAGS])
		return true;
	return v->protocol == PROTO_TCP && v->transport && load(a, v->transport, &h, sizeof(h)) &&
	       one_pattern(f->tcp_flags, f->count[FILTER_TCP_FLAGS], h.flags);
}

static __always_inline bool icmp_id_matches(const volatile struct filter *f, struct ip_view *v, struct access *a)
{
	struct short_header h;

	if (!f->count[FILTER_ICMP_ID])
		return true;
	if (v->protocol != PROTO_ICMP && v->protocol != PROTO_ICMPV6)
		return false;
	return v->transport && load(a, v->transport, &h, sizeof(h)) && is_echo(v->protocol, h.icmp.type) &&
	       one_range(f->icmp_id, f->count[FILTER_ICMP_ID], bpf_ntohs(h.icmp.id));
}

static __always_inline bool headers_match(const volatile struct filter *f, struct ip_view *v, struct access *a)
{
	return protocol_matches(f, v) && addresses_match(f, v) && ports_match(f, v, a) && tcp_flags_match(f, v, a) &&
	       icmp_id_matches(f, v, a);
}

static __always_inline bool link_matches(const volatile struct filter *f, struct access *a, struct ip_view *v)
{
	__u16 ethertype = bpf_ntohs(READ(a->skb, protocol)), vlan;

	/* A packet from a local socket gets its ethertype last. */
	if (!ethertype && v->version)
		ethertype = v->version == 4 ? ETH_P_IP : ETH_P_IPV6;
	if (f->count[FILTER_ETHERTYPE] && !one_range(f->ethertype, f->count[FILTER_ETHERTYPE], ethertype))
		return false;
	if (!f->count[FILTER_VLAN_ID])
		return true;
	return outer_vlan(a, &vlan) && one_range(f->vlan_id, f->count[FILTER_VLAN_ID], vlan);
}

#endif
