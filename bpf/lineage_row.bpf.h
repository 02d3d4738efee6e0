/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The event of a packet that now holds the data of another one. Every lineage step ends here. */
#ifndef SKBTRAIL_LINEAGE_ROW_BPF_H
#define SKBTRAIL_LINEAGE_ROW_BPF_H

#include "emit.bpf.h"

/* A global function of its own: the verifier then checks it once, not in every iteration of every loop. */
__noinline int lineage_row(__u64 skb, __u64 parent, __u32 id, __u32 how)
{
	struct probe probe = {id, KIND_LINEAGE};
	struct life *life = NULL;
	struct access a;
	struct record *r;
	struct event *e;
	struct ip_view v;
	bool tunnel;
	__s64 seq;

	/* A clone or copy is always a new packet, whatever was known about its address. */
	if (how != LINEAGE_CLONE && how != LINEAGE_COPY)
		life = find_life(skb);
	if (!parent) {
		if (!life)
			exclude(skb);
		return 0;
	}
	if (!life)
		life = begin_life(skb);
	if (!life || life->packet == parent)
		return 0;
	open_skb(&a, BY_ADDRESS, (void *)skb, NULL);
	view(&v, &a);
	seq = next_seq(life);
	tunnel = is_tunnel(&a, &v);
	r = reserve_record(false, tunnel);
	if (!r)
		return 0;
	e = &r->event;
	fill_head(e, probe, skb, life->packet);
	fill_seq(e, seq);
	fill_skb(e, &a, &v);
	e->parent = parent;
	e->lineage = how;
	e->present |= HAS_LINEAGE;
	if (tunnel)
		fill_tunnel(r, &a, &v);
	submit(r);
	return 0;
}

/*
 * How many packets of a list are followed. A 64 kB packet has 45 segments; a BIG TCP packet with the smallest usual
 * segments (536 bytes) has fewer than this.
 */
#define CHILDREN_MAX 1024

#endif
