/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Which packets are recorded. Asked once in a packet's life: what matched stays recorded whatever becomes of it. */
#ifndef SKBTRAIL_FILTER_BPF_H
#define SKBTRAIL_FILTER_BPF_H

#include "maps.bpf.h"
#include "skb.bpf.h"

static __always_inline bool address_in(const volatile struct address_filter *f, const __u8 *address)
{
	const volatile __u64 *value = (const volatile __u64 *)f->value, *mask = (const volatile __u64 *)f->mask;
	__u64 word[2];

	__builtin_memcpy(word, address, sizeof(word));
	return (word[0] & mask[0]) == value[0] && (word[1] & mask[1]) == value[1];
}

static __always_inline bool one_address(const volatile struct address_filter *list, __u8 count, const __u8 *address)
{
	for (int i = 0; i < FILTER_MAX && i < count; i++)
		if (address_in(&list[i], address))
			return true;
	return false;
}

static __always_inline bool one_port(const volatile __u16 *list, __u8 count, __u16 port)
{
	for (int i = 0; i < FILTER_MAX && i < count; i++)
		if (list[i] == port)
			return true;
	return false;
}

static __always_inline bool addresses_match(const volatile struct filter *f, const struct ip_view *v)
{
	if (f->sources + f->destinations + f->hosts == 0)
		return true;
	if (!(v->present & HAS_ADDRESS))
		return false;
	if (f->sources && !one_address(f->source, f->sources, v->saddr))
		return false;
	if (f->destinations && !one_address(f->destination, f->destinations, v->daddr))
		return false;
	return !f->hosts || one_address(f->host, f->hosts, v->saddr) || one_address(f->host, f->hosts, v->daddr);
}

static __always_inline bool ports_match(const volatile struct filter *f, struct ip_view *v, struct access *a)
{
	if (f->source_ports + f->destination_ports + f->ports == 0)
		return true;
	if (!(v->present & HAS_PORTS))
		read_ports(v, a);
	if (!(v->present & HAS_PORTS))
		return false;
	if (f->source_ports && !one_port(f->source_port, f->source_ports, v->sport))
		return false;
	if (f->destination_ports && !one_port(f->destination_port, f->destination_ports, v->dport))
		return false;
	return !f->ports || one_port(f->port, f->ports, v->sport) || one_port(f->port, f->ports, v->dport);
}

static __always_inline bool protocol_matches(const volatile struct filter *f, const struct ip_view *v)
{
	if (!f->protocols)
		return true;
	if (!(v->present & HAS_ADDRESS))
		return false;
	for (int i = 0; i < FILTER_MAX && i < f->protocols; i++)
		if (f->protocol[i] == v->protocol)
			return true;
	return false;
}

static __always_inline bool device_matches(const volatile struct filter *f, struct sk_buff *skb)
{
	struct net_device *dev;
	__u32 netns;
	union {
		char text[16];
		__u64 word[2];
	} name = {};

	if (!f->ifnames)
		return true;
	dev = device_of(skb, &netns);
	if (!dev)
		return false;
	READ_NAME(name.text, dev, name);
	for (int i = 0; i < FILTER_MAX && i < f->ifnames; i++) {
		const volatile __u64 *wanted = (const volatile __u64 *)f->ifname[i];

		if (wanted[0] == name.word[0] && wanted[1] == name.word[1])
			return true;
	}
	return false;
}

static __always_inline bool netns_matches(const volatile struct filter *f, struct sk_buff *skb)
{
	__u32 inode = 0;

	if (!f->netnses)
		return true;
	if (!device_of(skb, &inode))
		inode = netns_of_socket(skb);
	for (int i = 0; i < FILTER_MAX && i < f->netnses; i++)
		if (f->netns[i] == inode)
			return true;
	return false;
}

static __always_inline bool passes(struct ip_view *v, struct access *a)
{
	const volatile struct filter *f = &config.filter;

	if (!config.filtered)
		return true;
	return protocol_matches(f, v) && addresses_match(f, v) && ports_match(f, v, a) && device_matches(f, a->skb) &&
	       netns_matches(f, a->skb);
}

#endif
