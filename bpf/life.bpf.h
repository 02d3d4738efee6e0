/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Packet identity. The kernel reuses the address of an sk_buff within microseconds. So each life of an sk_buff, from
 * its first event to its free, gets a packet number of its own, and its events are numbered: a hole is a loss.
 */
#ifndef SKBTRAIL_LIFE_BPF_H
#define SKBTRAIL_LIFE_BPF_H

#include "atomic.bpf.h"
#include "maps.bpf.h"

/* Also returns the life of a packet that was seen but is not recorded. */
static __always_inline struct life *find_any_life(__u64 skb)
{
	struct life *life;

	if (closed)
		return NULL;
	life = bpf_map_lookup_elem(&lives, &skb);
	return life && life->held < LIFE_ENDED ? life : NULL;
}

static __always_inline struct life *find_life(__u64 skb)
{
	struct life *life = find_any_life(skb);

	return life && !life->excluded ? life : NULL;
}

static __always_inline void count_given(void)
{
	__u32 zero = 0;
	__u64 *all;

	if (!config.selection.packets)
		return;
	all = bpf_map_lookup_elem(&given, &zero);
	if (all)
		__sync_fetch_and_add(all, 1);
}

/* CPU c assigns c + 1, c + 1 + cpus, c + 1 + 2 * cpus ...: small numbers, never twice, without a lock. */
static __always_inline struct life *begin_life(__u64 skb)
{
	struct counters *c = my_counters();
	struct life life = {};
	__s64 number;

	if (!c)
		return NULL;
	number = next_number(&c->packets);
	life.packet = number * config.cpus + bpf_get_smp_processor_id() + 1;
	if (number < 0 || bpf_map_update_elem(&lives, &skb, &life, BPF_ANY)) {
		count_loss(LOSS_TRACKING_FULL);
		return NULL;
	}
	count_given();
	return bpf_map_lookup_elem(&lives, &skb);
}

/* The seq of the packet's next event; negative: the event gets none. */
static __always_inline __s64 next_seq(struct life *life)
{
	return take_number(&life->seq);
}

static __always_inline void end_life(__u64 skb)
{
	struct life *life = bpf_map_lookup_elem(&lives, &skb);

	/* The last holder removes the entry: this free, or the last call that returns. */
	if (life && add(&life->held, LIFE_ENDED) == LIFE_ENDED)
		bpf_map_delete_elem(&lives, &skb);
}

/*
 * An sk_buff was just allocated at this address. If a packet still seems to live there, its free went unseen: the probe
 * was skipped, or this kernel has a way to free that no probe covers. From now on this address is another packet. The
 * allocation is the only proof: the memory of an sk_buff is not handed out while anybody holds a reference to it
 * (kmem_cache_alloc; napi_skb_cache_get takes freed ones), and every free probe is at the entry of a function that runs
 * before the memory is released. The members of an sk_buff prove nothing: pskb_expand_head() gives a live packet
 * another head, and skb_scrub_packet() clears the state that it collected on its path.
 */
static __always_inline void end_unseen(__u64 skb)
{
	struct life *life = find_any_life(skb);

	if (!life)
		return;
	if (!life->excluded)
		count_loss(LOSS_END_UNSEEN);
	end_life(skb);
}

#endif
