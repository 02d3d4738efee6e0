/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Calls in progress that make packets. The result is known only when the function returns, the source of the data only
 * when it is called. So the entry records the source, keyed by the position of the call on the kernel stack (as in
 * calls.bpf.h).
 */
#ifndef SKBTRAIL_LINEAGE_CALLS_BPF_H
#define SKBTRAIL_LINEAGE_CALLS_BPF_H

#include "life.bpf.h"
#include "maps.bpf.h"

/* A call in progress that makes packets. With the address of a packet as key: fragments are being reassembled there. */
struct derivation {
	__u64 packet; /* source of the data; 0: an excluded packet */
	__u64 skb;    /* the sk_buff of that packet at the entry */
	__u64 other;  /* another argument: the sk_buff that takes the data, or a pointer that leads to it */
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 8192);
	__type(key, __u64);
	__type(value, struct derivation);
} derivations SEC(".maps");

/* As in enter_call: an entry that is still there belongs to a call whose return went unseen. */
static __always_inline void keep_derivation(__u64 key, const struct derivation *derivation)
{
	if (bpf_map_lookup_elem(&derivations, &key))
		count_loss(LOSS_RETURN_UNSEEN);
	if (bpf_map_update_elem(&derivations, &key, derivation, BPF_ANY))
		count_loss(LOSS_CALLS_FULL);
}

/* For a packet that is followed, or was excluded: then its descendants are excluded too. */
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
