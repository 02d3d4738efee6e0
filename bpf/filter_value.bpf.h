/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Compares one value with the alternatives of a filter criterion; any match is enough. One function per kind of value:
 * an address with its mask, a number in a range, bits, a name.
 */
#ifndef SKBTRAIL_FILTER_VALUE_BPF_H
#define SKBTRAIL_FILTER_VALUE_BPF_H

#include <stdbool.h>
#include <bpf/bpf_helpers.h>
#include "events.h"

union name {
	char text[16];
	__u64 word[2];
};

static __always_inline bool one_address(const volatile struct address_filter *list, __u8 count, const __u8 *address)
{
	__u64 word[2];

	__builtin_memcpy(word, address, sizeof(word));
	for (int i = 0; i < FILTER_MAX && i < count; i++) {
		const volatile __u64 *value = (const volatile __u64 *)list[i].value;
		const volatile __u64 *mask = (const volatile __u64 *)list[i].mask;

		if ((word[0] & mask[0]) == value[0] && (word[1] & mask[1]) == value[1])
			return true;
	}
	return false;
}

static __always_inline bool one_range(const volatile struct range_filter *list, __u8 count, __u32 number)
{
	for (int i = 0; i < FILTER_MAX && i < count; i++)
		if (number >= list[i].first && number <= list[i].last)
			return true;
	return false;
}

static __always_inline bool one_pattern(const volatile struct bits_filter *list, __u8 count, __u32 bits)
{
	for (int i = 0; i < FILTER_MAX && i < count; i++)
		if ((bits & list[i].mask) == list[i].value)
			return true;
	return false;
}

static __always_inline bool one_name(const volatile struct name_filter *list, __u8 count, const union name *name)
{
	for (int i = 0; i < FILTER_MAX && i < count; i++) {
		const volatile __u64 *wanted = (const volatile __u64 *)list[i].name;

		if (wanted[0] == name->word[0] && wanted[1] == name->word[1])
			return true;
	}
	return false;
}

#endif
