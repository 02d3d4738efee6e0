/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Address lists: thousands of allowed or denied networks, where the filter itself has room for only a few. The kernel
 * finds the longest matching prefix in one lookup, whatever the length of the list.
 */
#ifndef SKBTRAIL_ADDRESS_LIST_BPF_H
#define SKBTRAIL_ADDRESS_LIST_BPF_H

#include "ip.bpf.h"
#include "maps.bpf.h"

struct prefix {
	__u32 bits;
	__u8 address[16]; /* IPv4 as ::ffff:a.b.c.d */
};

struct address_list {
	__uint(type, BPF_MAP_TYPE_LPM_TRIE);
	__uint(max_entries, 1); /* set by the recorder */
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, struct prefix);
	__type(value, __u32);
};

struct address_list allow_list SEC(".maps"), deny_list SEC(".maps");

static __always_inline bool in_list(struct address_list *list, const __u8 *address)
{
	struct prefix prefix = {.bits = 128};

	__builtin_memcpy(prefix.address, address, sizeof(prefix.address));
	return bpf_map_lookup_elem(list, &prefix);
}

static __always_inline bool one_in_list(struct address_list *list, const struct ip_view *v)
{
	return v->present & HAS_ADDRESS && (in_list(list, v->saddr) || in_list(list, v->daddr));
}

static __always_inline bool is_allowed(const struct ip_view *v)
{
	return !config.selection.allow || one_in_list(&allow_list, v);
}

static __always_inline bool is_denied(const struct ip_view *v)
{
	return config.selection.deny && one_in_list(&deny_list, v);
}

#endif
