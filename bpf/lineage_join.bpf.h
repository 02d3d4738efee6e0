/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Many packets become one: reassembled fragments, and packets merged by GRO or in a socket's queue. */
#ifndef SKBTRAIL_LINEAGE_JOIN_BPF_H
#define SKBTRAIL_LINEAGE_JOIN_BPF_H

#include "lineage_calls.bpf.h"
#include "lineage_row.bpf.h"

/* The body of the loop below, global for the same reason as segment_row. */
__noinline int part_row(__u64 head, __u64 part, __u32 id)
{
	struct life *life = find_life(part);

	if (life)
		lineage_row(head, life->packet, id, LINEAGE_REASSEMBLE);
	return 0;
}

/* Fragments that were not merged into the head's data (skb_try_coalesce) are in its frag_list. */
static __always_inline void parts(struct sk_buff *head, __u32 id)
{
	struct skb_shared_info *info = (void *)(READ(head, head) + READ(head, end));
	struct sk_buff *part = READ(info, frag_list);

	for (int i = 0; i < CHILDREN_MAX && part; i++) {
		part_row((__u64)head, (__u64)part, id);
		part = READ(part, next);
	}
	if (part)
		count_loss(LOSS_LIST_TOO_LONG);
}

/* Merged by GRO, by a socket's queue, or by fragment reassembly. */
static __always_inline void merged(const struct derivation *derivation, __u32 id)
{
	bool reassembly = bpf_map_lookup_elem(&derivations, &derivation->other);

	lineage_row(derivation->other, derivation->packet, id, reassembly ? LINEAGE_REASSEMBLE : LINEAGE_COALESCE);
}

#endif
