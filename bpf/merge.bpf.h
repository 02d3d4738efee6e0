/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The verifier follows a way through a program for each value that it knows of a variable, and ways multiply: those of
 * the headers by those of the device by those of the socket. Where it knows nothing that differs, it goes on with one.
 */
#ifndef SKBTRAIL_MERGE_BPF_H
#define SKBTRAIL_MERGE_BPF_H

#include <linux/types.h>

/* Always 0, which the verifier does not know. */
volatile __u64 nothing;

/* Of numbers on the stack, in whole words: pointers it would refuse. */
static __always_inline void merge_ways(void *numbers, __u32 size)
{
	volatile __u64 *word = numbers;
	__u64 zero = nothing;
	__u32 i;

#pragma unroll
	for (i = 0; i < size / sizeof(*word); i++)
		word[i] += zero;
}

/* Of one number, through memory of the ring: of that it knows nothing, either. */
static __always_inline __u32 forget(volatile __u32 *memory, __u32 value)
{
	*memory = value;
	return *memory;
}

#endif
