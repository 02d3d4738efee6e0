/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The kernel stack of an event: stored once in a table; the event carries its number. The key is the whole stack. The
 * kernel's own stack table (BPF_MAP_TYPE_STACK_TRACE) has a single slot for all stacks whose hashes end alike, and
 * rejects all but the first: with 100 stacks in 16,384 slots, two collide in one recording out of four.
 */
#ifndef SKBTRAIL_STACK_BPF_H
#define SKBTRAIL_STACK_BPF_H

#include "life.bpf.h"

#define ENOMEM 12
#define EFAULT 14

static __always_inline __s64 number_of_frames(struct frames *frames)
{
	__u32 *known = bpf_map_lookup_elem(&stack_numbers, frames), id;
	__s64 number;

	if (known)
		return *known;
	number = next_number(&stacks_numbered);
	id = number;
	/* Fails when the table is full. */
	if (number != id || bpf_map_update_elem(&stacks, &id, frames, BPF_ANY))
		return -ENOMEM;
	/* If another CPU was first, its number is used. */
	bpf_map_update_elem(&stack_numbers, frames, &id, BPF_NOEXIST);
	known = bpf_map_lookup_elem(&stack_numbers, frames);
	return known ? *known : -ENOMEM;
}

/* me: a key that no other running program has. */
static __always_inline __s64 number_of_stack(void *ctx, __u64 me)
{
	struct frames *frames;
	__s64 id = -EFAULT;

	if (bpf_map_update_elem(&unwinding, &me, &no_frames, BPF_NOEXIST))
		return -ENOMEM;
	frames = bpf_map_lookup_elem(&unwinding, &me);
	if (frames && bpf_get_stack(ctx, frames, sizeof(*frames), 0) > 0)
		id = number_of_frames(frames);
	bpf_map_delete_elem(&unwinding, &me);
	return id;
}

/* ctx: the program's own context; not every program type may call bpf_get_stack. */
static __always_inline void fill_stack(struct event *e, void *ctx, bool drop)
{
	__s64 id;

	if (config.extras.stacks == STACKS_NONE || (config.extras.stacks == STACKS_DROPS && !drop))
		return;
	id = number_of_stack(ctx, e->ts * config.cpus + e->cpu);
	if (id == -ENOMEM)
		count_loss(LOSS_STACKS_FULL);
	if (id < 0)
		return;
	e->stack_id = id;
	e->present |= HAS_STACK;
}

#endif
