/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Identity. The kernel uses the address of an sk_buff again within microseconds, so each life of one gets a packet
 * number of its own, from the first event to the free, and numbers its events: a hole is a loss.
 */
#ifndef SKBTRAIL_LIFE_BPF_H
#define SKBTRAIL_LIFE_BPF_H

#include "maps.bpf.h"

/* Also of a packet that was met and is not recorded. */
static __always_inline struct life *find_any_life(__u64 skb)
{
	struct life *life = bpf_map_lookup_elem(&lives, &skb);

	return life && !life->ended ? life : NULL;
}

static __always_inline struct life *find_life(__u64 skb)
{
	struct life *life = find_any_life(skb);

	return life && !life->passed_over ? life : NULL;
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

/* CPU c gives out c + 1, c + 1 + cpus, c + 1 + 2 * cpus ...: small numbers, never twice, without a lock. */
static __always_inline struct life *begin_life(__u64 skb)
{
	struct counters *c = my_counters();
	struct life life = {};

	if (!c)
		return NULL;
	/* Atomic although per CPU: a program in process context can be interrupted by one in softirq. */
	life.packet = __sync_fetch_and_add(&c->packets, 1) * config.cpus + bpf_get_smp_processor_id() + 1;
	if (bpf_map_update_elem(&lives, &skb, &life, BPF_ANY)) {
		count_loss(LOSS_TRACKING_FULL);
		return NULL;
	}
	count_given();
	return bpf_map_lookup_elem(&lives, &skb);
}

static __always_inline void end_life(__u64 skb)
{
	struct life *life = bpf_map_lookup_elem(&lives, &skb);

	if (life && life->calls)
		life->ended = 1;
	else if (life)
		bpf_map_delete_elem(&lives, &skb);
}

#endif
