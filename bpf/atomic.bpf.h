/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Counters that several programs change at the same time: programs on different CPUs, or a program and the one that
 * interrupts it.
 */
#ifndef SKBTRAIL_ATOMIC_BPF_H
#define SKBTRAIL_ATOMIC_BPF_H

#include <linux/types.h>
#include <stdbool.h>
#include "events.h"

/*
 * Adds number to a counter. Returns true when number now holds the counter's old value, false when the kernel cannot
 * return it. Kernels before commit 5ca419f2864a ("bpf: Add BPF_FETCH field / create atomic_fetch_add instruction",
 * v5.12) refuse a program that contains a fetching addition anywhere, even in unreachable code, so no guard helps.
 * Instead, the recorder patches this addition into a fetching one where the kernel supports it, and sets the mark to 1.
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
 * Takes the next number, counting from 0. Negative: the kernel cannot fetch, and another program took a number at the
 * same time. Without fetch, a program that sees the counter advance by exactly its own step has the number to itself. A
 * number that several programs took at once is never used: that leaves a hole, but no number is used twice. There is no
 * branch, because the verifier would follow both sides to the end of the program.
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

/* Takes a number and retries when interrupted; negative when every try was interrupted. */
static __always_inline __s64 next_number(__u64 *counter)
{
	__s64 number = -1;

	for (int i = 0; i < NUMBER_TRIES && number < 0; i++)
		number = take_number(counter);
	return number;
}

/*
 * Returns the counter after the addition. Without fetch the result may include what others have added since: of several
 * concurrent callers, the last one is certain to see the sum, and others may see it too.
 */
static __always_inline __u64 add(__u64 *counter, __u64 number)
{
	__u64 old = number;

	return add_and_fetch(counter, &old) ? old + number : *(volatile __u64 *)counter;
}

#endif
