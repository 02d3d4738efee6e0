/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Which packets are recorded. Asked once in a packet's life: what matched stays recorded whatever becomes of it. */
#ifndef SKBTRAIL_FILTER_BPF_H
#define SKBTRAIL_FILTER_BPF_H

#include "maps.bpf.h"
#include "pcap.bpf.h"
#include "skb.bpf.h"
#include "tunnel.bpf.h"

/* Longest prefix first, so an address is found however many networks there are. */
struct prefix {
	__u32 bits;
	__u8 address[16]; /* IPv4 as ::ffff:a.b.c.d */
};

struct address_list {
	__uint(type, BPF_MAP_TYPE_LPM_TRIE);
	__uint(max_entries, 1); /* set by the recorder */
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, struct prefix);
	__type(value, __u32);
};

struct address_list allow_list SEC(".maps"), deny_list SEC(".maps");

union name {
	char text[16];
	__u64 word[2];
};

static __always_inline bool one_address(const volatile struct address_filter *list, __u8 count, const __u8 *address)
{
	__u64 word[2];

	__builtin_memcpy(word, address, sizeof(word));
	for (int i = 0; i < FILTER_MAX && i < count; i++) {
		const volatile __u64 *value = (const volatile __u64 *)list[i].value;
		const volatile __u64 *mask = (const volatile __u64 *)list[i].mask;

		if ((word[0] & mask[0]) == value[0] && (word[1] & mask[1]) == value[1])
			return true;
	}
	return false;
}

static __always_inline bool one_range(const volatile struct range_filter *list, __u8 count, __u32 number)
{
	for (int i = 0; i < FILTER_MAX && i < count; i++)
		if (number >= list[i].first && number <= list[i].last)
			return true;
	return false;
}

static __always_inline bool one_pattern(const volatile struct bits_filter *list, __u8 count, __u32 bits)
{
	for (int i = 0; i < FILTER_MAX && i < count; i++)
		if ((bits & list[i].mask) == list[i].value)
			return true;
	return false;
}

static __always_inline bool one_name(const volatile struct name_filter *list, __u8 count, const union name *name)
{
	for (int i = 0; i < FILTER_MAX && i < count; i++) {
		const volatile __u64 *wanted = (const volatile __u64 *)list[i].name;

		if (wanted[0] == name->word[0] && wanted[1] == name->word[1])
			return true;
	}
	return false;
}

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

	/* A packet of a local socket gets it last of all. */
	if (!ethertype && v->version)
		ethertype = v->version == 4 ? ETH_P_IP : ETH_P_IPV6;
	if (f->count[FILTER_ETHERTYPE] && !one_range(f->ethertype, f->count[FILTER_ETHERTYPE], ethertype))
		return false;
	if (!f->count[FILTER_VLAN_ID])
		return true;
	return outer_vlan(a, &vlan) && one_range(f->vlan_id, f->count[FILTER_VLAN_ID], vlan);
}

static __always_inline bool buffer_matches(const volatile struct filter *f, struct sk_buff *skb)
{
	if (f->count[FILTER_LEN] && !one_range(f->len, f->count[FILTER_LEN], READ(skb, len)))
		return false;
	return !f->count[FILTER_MARK] || one_pattern(f->mark, f->count[FILTER_MARK], READ(skb, mark));
}

static __always_inline bool device_matches(const volatile struct filter *f, struct sk_buff *skb)
{
	struct net_device *dev;
	__u32 netns;
	union name name = {};

	if (!f->count[FILTER_IFNAME])
		return true;
	dev = device_of(skb, &netns);
	if (!dev)
		return false;
	READ_NAME(name.text, dev, name);
	return one_name(f->ifname, f->count[FILTER_IFNAME], &name);
}

static __always_inline bool netns_matches(const volatile struct filter *f, struct sk_buff *skb)
{
	__u32 inode = 0;

	if (!f->count[FILTER_NETNS])
		return true;
	if (!device_of(skb, &inode))
		inode = netns_of_socket(skb);
	return one_range(f->netns, f->count[FILTER_NETNS], inode);
}

static __always_inline bool task_matches(const volatile struct filter *f)
{
	union name comm = {};

	if (f->count[FILTER_PID] && !one_range(f->pid, f->count[FILTER_PID], current_pid_tgid() >> 32))
		return false;
	if (!f->count[FILTER_COMM])
		return true;
	current_comm(comm.text);
	return one_name(f->comm, f->count[FILTER_COMM], &comm);
}

static __always_inline bool in_list(struct address_list *list, const __u8 *address)
{
	struct prefix prefix = {.bits = 128};

	__builtin_memcpy(prefix.address, address, sizeof(prefix.address));
	return bpf_map_lookup_elem(list, &prefix);
}

static __always_inline bool one_in_list(struct address_list *list, const struct ip_view *v)
{
	return v->present & HAS_ADDRESS && (in_list(list, v->saddr) || in_list(list, v->daddr));
}

static __always_inline bool is_allowed(const struct ip_view *v)
{
	return !config.selection.allow || one_in_list(&allow_list, v);
}

static __always_inline bool is_denied(const struct ip_view *v)
{
	return config.selection.deny && one_in_list(&deny_list, v);
}

static __always_inline bool view_passes(const volatile struct filter *f, struct ip_view *v, struct access *a)
{
	return is_allowed(v) && headers_match(f, v, a);
}

/*
 * Makes the verifier forget what it knows of a view. It would else follow each way by which an outer header can be
 * read, times each way for an inner one, through all filters: more than a million instructions.
 */
static __always_inline void forget_view(struct ip_view *v)
{
	v->present += nothing;
	v->transport += nothing;
	v->version += nothing;
	v->protocol += nothing;
}

/* Either header may match, but neither may be denied. */
static __always_inline bool either_passes(const volatile struct filter *f, struct ip_view *v, struct access *a)
{
	struct encapsulation t;
	struct ip_view inner;
	bool outer;

	forget_view(v);
	outer = view_passes(f, v, a);
	if (!is_tunnel(a, v) || (outer && !config.selection.deny))
		return outer;
	find_tunnel(&t, a, v->version, v->protocol, v->transport);
	t.at += nothing;
	t.protocol += nothing;
	if (!view_inner(&inner, a, &t))
		return outer;
	forget_view(&inner);
	return !is_denied(&inner) && (outer || view_passes(f, &inner, a));
}

static __always_inline bool criteria_match(struct ip_view *v, struct access *a)
{
	const volatile struct filter *f = &config.filter;

	if (!config.filtered && !config.selection.allow && !config.selection.deny)
		return true;
	if (!task_matches(f) || !buffer_matches(f, a->skb) || is_denied(v))
		return false;
	if (!(config.selection.inner ? either_passes(f, v, a) : view_passes(f, v, a)))
		return false;
	return link_matches(f, a, v) && device_matches(f, a->skb) && netns_matches(f, a->skb);
}

static __always_inline bool passes(struct ip_view *v, struct access *a)
{
	return (!config.pcap_reach || pcap_passes(a, v)) && criteria_match(v, a);
}

#endif
