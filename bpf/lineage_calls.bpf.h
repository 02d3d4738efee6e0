/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Calls in progress that make packets. What a function made is known when it returns, and whose data it is when it is
 * called: an entry keeps that, under the place on the kernel stack where the call stands (as in calls.bpf.h).
 */
#ifndef SKBTRAIL_LINEAGE_CALLS_BPF_H
#define SKBTRAIL_LINEAGE_CALLS_BPF_H

#include "life.bpf.h"
#include "maps.bpf.h"

/* A call in progress that makes packets. Under the address of a packet: fragments are being put together there. */
struct derivation {
	__u64 packet; /* whose data it is, 0: one that was excluded */
	__u64 skb;    /* that packet's sk_buff then */
	__u64 other;  /* another argument: the sk_buff that takes the data, or what tells it */
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 8192);
	__type(key, __u64);
	__type(value, struct derivation);
} derivations SEC(".maps");

/* As in enter_call: what was kept there before belongs to a call whose return went unseen. */
static __always_inline void keep_derivation(__u64 key, const struct derivation *derivation)
{
	if (bpf_map_lookup_elem(&derivations, &key))
		count_loss(LOSS_RETURN_UNSEEN);
	if (bpf_map_update_elem(&derivations, &key, derivation, BPF_ANY))
		count_loss(LOSS_CALLS_FULL);
}

/* Of a packet that is followed, or was excluded: then what descends from it is excluded too. */
static __always_inline void begin_derivation(__u64 place, __u64 skb, __u64 other, bool next_fragment)
{
	struct life *life = find_any_life(skb);
	struct derivation derivation = {.skb = skb, .other = other};

	if (!life)
		return;
	derivation.packet = next_fragment && life->origin ? life->origin : life->packet;
	keep_derivation(place, &derivation);
}

static __always_inline bool end_derivation(__u64 place, struct derivation *derivation)
{
	struct derivation *found = bpf_map_lookup_elem(&derivations, &place);

	if (!found)
		return false;
	*derivation = *found;
	bpf_map_delete_elem(&derivations, &place);
	return true;
}

#endif
