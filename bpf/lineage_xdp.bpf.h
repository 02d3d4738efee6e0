/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Tracks packet data through XDP. An XDP program sees a buffer without an sk_buff and may redirect it as a frame, from
 * which another device builds an sk_buff again: the frame is followed by its address.
 */
#ifndef SKBTRAIL_LINEAGE_XDP_BPF_H
#define SKBTRAIL_LINEAGE_XDP_BPF_H

#include "lineage_calls.bpf.h"
#include "read.bpf.h"

/* The packet whose data an XDP program sees on this CPU; 0: no packet that is followed. */
struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u64);
} seen_by_xdp SEC(".maps");

/*
 * The packet whose data is in a struct xdp_frame, by the frame's address. Most frames end in a device without an event,
 * so the oldest entries make room.
 */
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

/* The frame is placed at the beginning of the packet's buffer (xdp_convert_buff_to_frame, include/net/xdp.h). */
static __always_inline void redirect(struct xdp_buff *buffer)
{
	__u64 frame = (__u64)READ(buffer, data_hard_start);
	__u32 zero = 0;
	__u64 *seen = bpf_map_lookup_elem(&seen_by_xdp, &zero);

	/* Also without a followed packet: the buffer may have belonged to one before. */
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
