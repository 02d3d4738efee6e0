/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* One packet is cut into many: GSO segments, or fragments prepared from a frag_list. */
#ifndef SKBTRAIL_LINEAGE_CUT_BPF_H
#define SKBTRAIL_LINEAGE_CUT_BPF_H

#include "lineage_calls.bpf.h"
#include "lineage_row.bpf.h"
#include "template.bpf.h"

/*
 * The body of the loop below is a global function too. With its branches inside the loop, the verifier would follow
 * each of them in each of a thousand iterations.
 */
__noinline int segment_row(__u64 segment, __u64 whole, __u64 parent, __u32 id)
{
	if (segment != whole)
		lineage_row(segment, parent, id, LINEAGE_SEGMENT);
	return 0;
}

/*
 * The result of GSO: a list of packets, each with its own headers. The first may be the original packet
 * (skb_segment_list).
 */
static __always_inline void segments(const struct derivation *derivation, __u64 first, __u32 id)
{
	struct sk_buff *segment = (void *)first;

	for (int i = 0; i < CHILDREN_MAX && segment; i++) {
		segment_row((__u64)segment, derivation->skb, derivation->packet, id);
		segment = READ(segment, next);
	}
	if (segment)
		count_loss(LOSS_LIST_TOO_LONG);
}

static __always_inline struct sk_buff *next_fragment(void *iterator, bool ipv6)
{
	if (ipv6)
		return bpf_core_type_exists(struct ip6_fraglist_iter) ? READ((struct ip6_fraglist_iter *)iterator, frag)
								      : NULL;
	return READ((struct ip_fraglist_iter *)iterator, frag);
}

/*
 * Each fragment of a frag_list is prepared from the one before it, but the data comes from the whole packet: that
 * packet is the origin of all fragments. (None of them can become the whole packet again: the first fragment is the
 * packet itself.)
 */
static __always_inline void fragment_of_list(const struct derivation *derivation, struct template t)
{
	__u64 fragment = (__u64)next_fragment((void *)derivation->other, t.role == ROLE_FRAGLIST6);
	struct life *life;

	lineage_row(fragment, derivation->packet, t.id, LINEAGE_FRAGMENT);
	life = find_life(fragment);
	if (life)
		life->origin = derivation->packet;
}

#endif
