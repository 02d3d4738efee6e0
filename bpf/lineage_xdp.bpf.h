/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Whose data an XDP program has. It sees a buffer without an sk_buff, and may send it on as a frame, of which another
 * device makes a packet again: the frame is followed by its address.
 */
#ifndef SKBTRAIL_LINEAGE_XDP_BPF_H
#define SKBTRAIL_LINEAGE_XDP_BPF_H

#include "lineage_calls.bpf.h"
#include "read.bpf.h"

/* Whose data an XDP program sees on this CPU; 0: none that is followed. */
struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u64);
} seen_by_xdp SEC(".maps");

/* By the address of a struct xdp_frame: whose data it is. Most end in a device, unseen: the oldest make room. */
struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 8192);
	__type(key, __u64);
	__type(value, __u64);
} frames SEC(".maps");

static __always_inline void show_to_xdp(__u64 packet)
{
	__u32 zero = 0;
	__u64 *seen = bpf_map_lookup_elem(&seen_by_xdp, &zero);

	if (seen)
		*seen = packet;
}

/* The frame is put at the beginning of the packet's buffer (xdp_convert_buff_to_frame, include/net/xdp.h). */
static __always_inline void redirect(struct xdp_buff *buffer)
{
	__u64 frame = (__u64)READ(buffer, data_hard_start);
	__u32 zero = 0;
	__u64 *seen = bpf_map_lookup_elem(&seen_by_xdp, &zero);

	/* Also when no packet has it: the buffer may have belonged to one before. */
	if (seen && *seen)
		bpf_map_update_elem(&frames, &frame, seen, BPF_ANY);
	else
		bpf_map_delete_elem(&frames, &frame);
}

static __always_inline void begin_building(__u64 place, __u64 frame)
{
	__u64 *packet = bpf_map_lookup_elem(&frames, &frame);
	struct derivation derivation = {};

	if (!packet)
		return;
	derivation.packet = *packet;
	bpf_map_delete_elem(&frames, &frame);
	keep_derivation(place, &derivation);
}

#endif
