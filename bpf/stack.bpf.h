/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The kernel stack of an event: kept once in a table, named by number in the event. The key is the whole stack. A stack
 * table of the kernel (BPF_MAP_TYPE_STACK_TRACE) has one place for all stacks whose hashes end alike, and refuses
 * every one but the first: of 100 stacks among 16,384 places two meet in one recording of four.
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
	/* Another CPU may be first: then its number counts. */
	bpf_map_update_elem(&stack_numbers, frames, &id, BPF_NOEXIST);
	known = bpf_map_lookup_elem(&stack_numbers, frames);
	return known ? *known : -ENOMEM;
}

/* me: what no other program that runs now has. */
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

/* ctx: what the program was given; not every type of program may ask. */
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
