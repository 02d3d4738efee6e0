// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/*
 * Produces events for the benchmark with the real event code: the packet is parsed, its life is looked up, a ring slot
 * is filled. BPF_PROG_TEST_RUN repeats this without a network. test_run runs the same packet again and again, so the
 * program varies what a network would vary: addresses, lives of 17 to 36 events, sequence numbers.
 */
#define RESTRICTED
#include <linux/bpf.h>
#include "calls.bpf.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

extern void *bpf_cast_to_kern_ctx(void *ctx) __ksym;

enum {
	SHORTEST_LIFE = 17, /* events */
	LIFE_SPREAD = 20,
	ADDRESSES = 512,
	ADDRESS_STEP = 256, /* bytes, about the size of an sk_buff */
};

struct state {
	__u64 skb;
	__u32 left;
	__u32 lives;
};

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct state);
} states SEC(".maps");

static __always_inline void next_packet(struct state *s)
{
	end_life(s->skb);
	s->lives++;
	s->skb = 0xffff888000000000ULL + (s->lives % ADDRESSES) * ADDRESS_STEP;
	s->left = SHORTEST_LIFE + s->lives * 2654435761U % LIFE_SPREAD;
}

/* Three hosts on the path, a dozen events on each; every packet has its own length, numbers and hash. */
static __always_inline void vary(struct event *e, struct state *s, __u32 seq)
{
	__u32 node = seq / 12, scattered = s->lives * 2654435761U;

	e->skb_head = 0xffff888100000000ULL + (scattered & 0xfffff) * 512;
	e->hash = scattered;
	e->len = 60 + scattered % 1440;
	e->payload_len = e->len - 54;
	e->ip_len = e->len - 14;
	e->ip_id = s->lives;
	e->l4_word = s->lives * 1448;
	e->tcp_ack = s->lives / 3 * 31;
	e->ttl = 64 - node;
	e->netns = 0xf0000000 + node;
	e->ifindex = 2 + node;
	e->ifname[4] = '0' + node;
	e->src_mac[5] = node;
	e->dst_mac[5] = node + 1;
	if (seq < 12) {
		e->sock = 0xffff888200000000ULL + (__u64)e->sport * 2048;
		e->present |= HAS_SOCK;
	}
}

SEC("tc")
int make_event(struct __sk_buff *ctx)
{
	struct sk_buff *skb = bpf_cast_to_kern_ctx(ctx);
	__u32 zero = 0;
	struct state *s = bpf_map_lookup_elem(&states, &zero);
	struct probe probe = {0, KIND_ENTRY};
	struct access a;
	struct record *r;
	struct ip_view v;
	struct life *life;
	bool tunnel;
	__s64 seq;

	if (!s)
		return 0;
	if (!s->left)
		next_packet(s);
	s->left--;
	open_skb(&a, BY_CONTEXT, skb, ctx);
	view(&v, &a);
	life = find_life(s->skb);
	if (!life)
		life = begin_life(s->skb);
	if (!life)
		return 0;
	seq = next_seq(life);
	probe.id = (__u32)seq % 30;
	tunnel = is_tunnel(&a, &v);
	r = reserve_record(false, tunnel);
	if (r) {
		fill_head(&r->event, probe, s->skb, life->packet);
		fill_seq(&r->event, seq);
		fill_skb(&r->event, &a, &v);
		vary(&r->event, s, seq);
		if (tunnel)
			fill_tunnel(r, &a, &v);
		submit(r);
	}
	return 0;
}

/* For tests: returns the result of the pcap expression for the packet. */
SEC("tc")
int ask_expression(struct __sk_buff *ctx)
{
	struct sk_buff *skb = bpf_cast_to_kern_ctx(ctx);
	struct access a;
	struct ip_view v;

	open_skb(&a, BY_CONTEXT, skb, ctx);
	view(&v, &a);
	return config.pcap_reach && pcap_passes(&a, &v);
}

enum { SHARED = 4096 }; /* address of a packet that several CPUs handle at the same time */

/* For tests: a probed call of that packet begins. */
static __always_inline bool begin_call(__u64 place, struct call *call)
{
	struct life *life = find_life(SHARED);

	if (!life)
		life = begin_life(SHARED);
	if (!life)
		return false;
	enter_call(place, life, call);
	return true;
}

/* Returns 1 if both the call and the return were recorded. */
SEC("tc")
int call_and_return(struct __sk_buff *ctx)
{
	struct call call = {.skb = SHARED};
	__u64 place = 1 + bpf_get_smp_processor_id();

	if (!begin_call(place, &call))
		return 0;
	bpf_map_delete_elem(&calls, &place);
	return leave_call(&call) >= 0;
}

/* The return goes unseen, so all calls are at the same stack position. */
SEC("tc")
int call_alone(struct __sk_buff *ctx)
{
	struct call call = {.skb = SHARED};

	return begin_call(0, &call);
}

/* Returns 1 when a call still holds the packet. */
SEC("tc")
int free_shared(struct __sk_buff *ctx)
{
	__u64 skb = SHARED;

	end_life(skb);
	return bpf_map_lookup_elem(&lives, &skb) != NULL;
}

/* Returns 1 when a packet still lives there. */
SEC("tc")
int allocate_shared(struct __sk_buff *ctx)
{
	end_unseen(SHARED);
	return find_life(SHARED) != NULL;
}
