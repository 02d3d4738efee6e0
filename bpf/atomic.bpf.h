/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Counters that programs on several CPUs, or one that was interrupted and the one that interrupts it, change at the
 * same time.
 */
#ifndef SKBTRAIL_ATOMIC_BPF_H
#define SKBTRAIL_ATOMIC_BPF_H

#include <linux/types.h>
#include <stdbool.h>
#include "events.h"

/*
 * Adds number to a counter. True: number is now what the counter was before. False: the kernel cannot tell. Kernels
 * before commit 5ca419f2864a ("bpf: Add BPF_FETCH field / create atomic_fetch_add instruction", v5.12) refuse a program
 * that fetches anywhere, even where it cannot be reached, so no guard helps: the recorder makes this addition one that
 * fetches, and says so, where the kernel takes it.
 */
static __always_inline bool add_and_fetch(__u64 *counter, __u64 *number)
{
	__u64 fetches;

	asm volatile("%[fetches] = %[mark]\n"
		     "lock *(u64 *)(%[counter] + 0) += %[number]\n"
		     : [fetches] "=&r"(fetches), [number] "+r"(*number)
		     : [counter] "r"(counter), [mark] "i"(PATCH_FETCH)
		     : "memory");
	return fetches == 1;
}

/*
 * Takes a number, from 0. Negative: the kernel cannot fetch, and another program took one at the same time. Then
 * whoever sees the counter move by its own step alone has the number for itself; one that others took part in is never
 * used: a hole, and not the same number twice. There is no branch, because the verifier would follow both ways to the
 * end of the program.
 */
static __always_inline __s64 take_number(__u64 *counter)
{
	volatile __u64 *numbers = counter;
	__u64 number = *numbers, old = 1, others;

	if (add_and_fetch(counter, &old))
		return old & ~0ULL >> 1; /* so that the verifier sees it is not negative */
	others = *numbers - number - 1;
	return number | (__s64)-others >> 63;
}

#define NUMBER_TRIES 8

/* Takes a number, and tries again; negative when every try was interrupted. */
static __always_inline __s64 next_number(__u64 *counter)
{
	__s64 number = -1;

	for (int i = 0; i < NUMBER_TRIES && number < 0; i++)
		number = take_number(counter);
	return number;
}

/*
 * The counter after the addition. Without fetch it may hold what others have added since: of several at once the last
 * one sees the sum for sure, and others may see it too.
 */
static __always_inline __u64 add(__u64 *counter, __u64 number)
{
	__u64 old = number;

	return add_and_fetch(counter, &old) ? old + number : *(volatile __u64 *)counter;
}

#endif
