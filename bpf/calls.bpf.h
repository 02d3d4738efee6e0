/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Calls in progress. A function may free its packet, and the address may be reused before the function returns. So the
 * entry records which packet the call belongs to. The key is the position on the kernel stack: entry and return both
 * know it, and no other call has it at the same time.
 */
#ifndef SKBTRAIL_CALLS_BPF_H
#define SKBTRAIL_CALLS_BPF_H

#include "emit.bpf.h"

struct call {
	__u64 packet;
	__u64 skb;
	__u64 sock; /* socket that takes the packet; 0: the socket that owns it */
	struct detail detail;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 8192);
	__type(key, __u64);
	__type(value, struct call);
} calls SEC(".maps");

static __always_inline bool reports_return(__u8 role)
{
	return role == ROLE_CALL || role == ROLE_ROUTE || role == ROLE_AFTER;
}

static __always_inline void end_call(struct life *life, __u64 skb)
{
	__u64 packet = life->packet, held = add(&life->held, -1);

	if (held < LIFE_ENDED || (__u32)held)
		return;
	/*
	 * The packet was freed, so its address may be in use again; without fetch, another CPU may have removed the
	 * entry.
	 */
	life = bpf_map_lookup_elem(&lives, &skb);
	if (life && life->packet == packet)
		bpf_map_delete_elem(&lives, &skb);
}

/* Drops a call whose return is not reported. */
static __always_inline void forget_call(__u64 place, const struct call *call)
{
	__u64 skb = call->skb;
	struct life *life = bpf_map_lookup_elem(&lives, &skb);

	if (life && life->packet == call->packet)
		end_call(life, skb);
	bpf_map_delete_elem(&calls, &place);
}

/* A stack position has one call at a time: if an older call is still recorded there, its return went unseen. */
static __always_inline void enter_call(__u64 place, struct life *life, struct call *call)
{
	struct call *before = bpf_map_lookup_elem(&calls, &place);

	if (before) {
		forget_call(place, before);
		count_loss(LOSS_RETURN_UNSEEN);
	}
	call->packet = life->packet;
	if (bpf_map_update_elem(&calls, &place, call, BPF_ANY))
		count_loss(LOSS_CALLS_FULL);
	else
		__sync_fetch_and_add(&life->held, 1);
}

/*
 * Returns the packet's next seq, or -1 if its life is over and its address is in use again. If the packet was freed in
 * the meantime, the last call that returns removes its entry.
 */
static __always_inline __s64 leave_call(const struct call *call)
{
	__u64 skb = call->skb;
	struct life *life = bpf_map_lookup_elem(&lives, &skb);
	__s64 seq;

	if (!life || life->packet != call->packet)
		return -1;
	seq = next_seq(life);
	end_call(life, skb);
	return seq;
}

#endif
