/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Which of the packets that pass the filter are recorded: a limited number in total, a limited number per flow, or a
 * sample of one in N. Decided once per packet. A packet that is not chosen is remembered until its end, and so are its
 * descendants.
 */
#ifndef SKBTRAIL_SELECT_BPF_H
#define SKBTRAIL_SELECT_BPF_H

#include "device.bpf.h"
#include "life.bpf.h"
#include "transport.bpf.h"

/* One direction of a flow. For an ICMP echo, sport holds the identifier: each ping is a flow. */
struct flow {
	__u8 saddr[16];
	__u8 daddr[16];
	__u32 netns;
	__u16 sport;
	__u16 dport;
	__u8 protocol;
	__u8 pad[7];
};

/* Packets of each flow so far. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1); /* set by the recorder */
	__type(key, struct flow);
	__type(value, __u64);
} flows SEC(".maps");

static __always_inline void fill_flow(struct flow *f, struct ip_view *v, struct access *a)
{
	struct short_header h;

	__builtin_memcpy(f->saddr, v->saddr, sizeof(f->saddr));
	__builtin_memcpy(f->daddr, v->daddr, sizeof(f->daddr));
	f->protocol = v->protocol;
	if (!device_of(a->skb, &f->netns))
		f->netns = netns_of_socket(socket_of(a));
	if (!(v->present & HAS_PORTS))
		read_ports(v, a);
	f->sport = v->sport;
	f->dport = v->dport;
	if ((v->protocol == PROTO_ICMP || v->protocol == PROTO_ICMPV6) && v->transport &&
	    load(a, v->transport, &h, sizeof(h)) && is_echo(v->protocol, h.icmp.type))
		f->sport = bpf_ntohs(h.icmp.id);
}

static __always_inline bool among_first(struct ip_view *v, struct access *a)
{
	struct flow flow = {};
	__u64 one = 1, *packets;

	fill_flow(&flow, v, a);
	packets = bpf_map_lookup_elem(&flows, &flow);
	if (packets) {
		if (*packets >= config.selection.first)
			return false;
		/* With two CPUs at once one packet too many may pass: an exact count would need a lock. */
		__sync_fetch_and_add(packets, 1);
		return true;
	}
	if (!bpf_map_update_elem(&flows, &flow, &one, BPF_ANY))
		return true;
	count_loss(LOSS_FLOWS_FULL);
	return false;
}

/*
 * The hash of a packet's number decides, so that the sampling cannot coincide with a periodic pattern in the traffic.
 */
static __always_inline bool is_sample(void)
{
	struct counters *c = my_counters();
	__u64 hash;

	if (!c)
		return false;
	hash = (c->candidates * config.cpus + bpf_get_smp_processor_id() + 1) * 0x9e3779b97f4a7c15ULL;
	__sync_fetch_and_add(&c->candidates, 1);
	hash = (hash ^ hash >> 32) * 0xd6e8feb86659fd93ULL;
	return (hash >> 32) * config.selection.sample >> 32 == 0;
}

static __always_inline bool is_enough(void)
{
	__u32 zero = 0;
	__u64 *all = bpf_map_lookup_elem(&given, &zero);

	return all && *all >= config.selection.packets;
}

/* The packet gets no number: nothing of it reaches the recorder. */
static __always_inline void exclude(__u64 skb)
{
	struct life life = {.excluded = 1};

	if (bpf_map_update_elem(&lives, &skb, &life, BPF_ANY))
		count_loss(LOSS_TRACKING_FULL);
}

/* True for a packet that was seen before and not chosen. */
static __always_inline bool is_excluded(__u64 skb)
{
	struct life *life;

	if (!config.selection.sample && !config.selection.first)
		return false;
	life = find_any_life(skb);
	return life && life->excluded;
}

/* An event of a packet that is not recorded: at its end, forget it, because its address becomes another packet's. */
static __always_inline int leave_out(__u64 skb, __u8 role)
{
	if ((role == ROLE_FREE || role == ROLE_DROP) && is_excluded(skb))
		end_life(skb);
	return 0;
}

static __always_inline bool chosen(struct ip_view *v, struct access *a)
{
	bool yes = true;

	if (config.selection.packets && is_enough())
		return false;
	if (config.selection.sample)
		yes = is_sample();
	if (yes && config.selection.first)
		yes = among_first(v, a);
	if (!yes)
		exclude((__u64)a->skb);
	return yes;
}

#endif
