/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The verifier follows a separate path for each known value of a variable. Paths multiply: those through the headers by
 * those through the device by those through the socket. Two paths merge where the verifier can no longer distinguish
 * them, so values that nothing depends on any more are made unknown to it.
 */
#ifndef SKBTRAIL_MERGE_BPF_H
#define SKBTRAIL_MERGE_BPF_H

#include <linux/types.h>

/* Always 0, but the verifier does not know that. */
volatile __u64 opaque_zero;

/* Makes numbers on the stack unknown to the verifier, word by word. The verifier would refuse this for pointers. */
static __always_inline void merge_ways(void *numbers, __u32 size)
{
	volatile __u64 *word = numbers;
	__u64 zero = opaque_zero;
	__u32 i;

#pragma unroll
	for (i = 0; i < size / sizeof(*word); i++)
		word[i] += zero;
}

/* Makes one number unknown to the verifier by storing it in ring memory, whose contents the verifier does not track. */
static __always_inline __u32 forget(volatile __u32 *memory, __u32 value)
{
	*memory = value;
	return *memory;
}

#endif
