/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The kernel stack of an event: kept once in a table, named by number in the event. */
#ifndef SKBTRAIL_STACK_BPF_H
#define SKBTRAIL_STACK_BPF_H

#include "maps.bpf.h"

#define ENOMEM 12
#define EEXIST 17

/* ctx: what the program was given; not every type of program may ask. */
static __always_inline void fill_stack(struct event *e, void *ctx, bool drop)
{
	__s64 id;

	if (config.extras.stacks == STACKS_NONE || (config.extras.stacks == STACKS_DROPS && !drop))
		return;
	/* Whole stacks are compared: by hash alone, one could be shown for another. */
	id = bpf_get_stackid(ctx, &stacks, 0);
	if (id >= 0) {
		e->stack_id = id;
		e->present |= HAS_STACK;
	} else if (id == -EEXIST || id == -ENOMEM) {
		count_loss(LOSS_STACKS_FULL);
	}
}

#endif
