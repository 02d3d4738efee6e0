/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Lineage. Functions that make a packet from another one, cut one into many or put the data of one into another:
 * each such step is one event of the packet that has the data from then on. It names the packet whose data it is;
 * whoever descends from a recorded packet is recorded too, filter or not.
 *
 * What a function made is known when it returns, and whose data it is when it is called: an entry keeps that, under
 * the place on the kernel stack where the call stands (calls.bpf.h).
 */
#ifndef SKBTRAIL_LINEAGE_BPF_H
#define SKBTRAIL_LINEAGE_BPF_H

#include "core_compat.bpf.h"
#include "handlers.bpf.h"

/* A call in progress that makes packets. Under the address of a packet: fragments are being put together there. */
struct making {
	__u64 packet; /* whose data it is, 0: one that was passed over */
	__u64 skb;    /* that packet's sk_buff then */
	__u64 other;  /* another argument: the sk_buff that takes the data, or what tells it */
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 8192);
	__type(key, __u64);
	__type(value, struct making);
} makings SEC(".maps");

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

/* A 64 kB packet has 45 segments, one of BIG TCP with the smallest usual segments (536 bytes) fewer than these. */
#define CHILDREN_MAX 1024

/* As in enter_call: what was kept there before belongs to a call whose return went unseen. */
static __always_inline void keep_making(__u64 key, const struct making *making)
{
	if (bpf_map_lookup_elem(&makings, &key))
		count_loss(LOSS_RETURN_UNSEEN);
	if (bpf_map_update_elem(&makings, &key, making, BPF_ANY))
		count_loss(LOSS_CALLS_FULL);
}

/* Of a packet that is followed, or was passed over: then what descends from it is passed over too. */
static __always_inline void begin_making(__u64 place, __u64 skb, __u64 other, bool next_fragment)
{
	struct life *life = find_any_life(skb);
	struct making making = {.skb = skb, .other = other};

	if (!life)
		return;
	making.packet = next_fragment && life->origin ? life->origin : life->packet;
	keep_making(place, &making);
}

static __always_inline bool end_making(__u64 place, struct making *making)
{
	struct making *found = bpf_map_lookup_elem(&makings, &place);

	if (!found)
		return false;
	*making = *found;
	bpf_map_delete_elem(&makings, &place);
	return true;
}

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
	struct making making = {};

	if (!packet)
		return;
	making.packet = *packet;
	bpf_map_delete_elem(&frames, &frame);
	keep_making(place, &making);
}

/* A function of its own, and global: the verifier then looks at it once, not in every turn of every loop. */
__noinline int lineage_row(__u64 skb, __u64 parent, __u32 id, __u32 how)
{
	struct probe probe = {id, KIND_LINEAGE};
	struct life *life = NULL;
	struct access a;
	struct record *r;
	struct event *e;
	struct ip_view v;
	bool tunnel;
	__s64 seq;

	/* A clone or a copy is new, whatever was known of its address. */
	if (how != LINEAGE_CLONE && how != LINEAGE_COPY)
		life = find_life(skb);
	if (!parent) {
		if (!life)
			pass_over(skb);
		return 0;
	}
	if (!life)
		life = begin_life(skb);
	if (!life || life->packet == parent)
		return 0;
	open_skb(&a, BY_ADDRESS, (void *)skb, NULL);
	view(&v, &a);
	seq = next_seq(life);
	tunnel = is_tunnel(&a, &v);
	r = reserve_record(false, tunnel);
	if (!r)
		return 0;
	e = &r->event;
	fill_head(e, probe, skb, life->packet);
	fill_seq(e, seq);
	fill_skb(e, &a, &v);
	e->parent = parent;
	e->lineage = how;
	e->present |= HAS_LINEAGE;
	if (tunnel)
		fill_tunnel(r, &a, &v);
	submit(r);
	return 0;
}

/*
 * One turn of the loops below is a global function too. With its branches in the loop, the verifier would follow each
 * of them in each of a thousand turns.
 */
__noinline int segment_row(__u64 segment, __u64 whole, __u64 parent, __u32 id)
{
	if (segment != whole)
		lineage_row(segment, parent, id, LINEAGE_SEGMENT);
	return 0;
}

__noinline int part_row(__u64 head, __u64 part, __u32 id)
{
	struct life *life = find_life(part);

	if (life)
		lineage_row(head, life->packet, id, LINEAGE_REASSEMBLE);
	return 0;
}

/* GSO's result: a list of packets, each with its headers. The first may be the packet itself (skb_segment_list). */
static __always_inline void segments(const struct making *making, __u64 first, __u32 id)
{
	struct sk_buff *segment = (void *)first;

	for (int i = 0; i < CHILDREN_MAX && segment; i++) {
		segment_row((__u64)segment, making->skb, making->packet, id);
		segment = READ(segment, next);
	}
	if (segment)
		count_loss(LOSS_LIST_TOO_LONG);
}

/* Parts that were not merged into the head's data (skb_try_coalesce) hang in its frag_list. */
static __always_inline void parts(struct sk_buff *head, __u32 id)
{
	struct skb_shared_info *info = (void *)(READ(head, head) + READ(head, end));
	struct sk_buff *part = READ(info, frag_list);

	for (int i = 0; i < CHILDREN_MAX && part; i++) {
		part_row((__u64)head, (__u64)part, id);
		part = READ(part, next);
	}
	if (part)
		count_loss(LOSS_LIST_TOO_LONG);
}

/* skb_morph(dst, src): dst gives up what it was and becomes a clone of src; it was a packet of its own until now. */
static __always_inline void bury(struct sk_buff *skb, struct template t)
{
	t.role = ROLE_FREE;
	on_entry(skb, NULL, t, 0);
}

/* The arguments of a function that makes packets, as far as it has them. */
struct arguments {
	__u64 first;
	__u64 second;
};

static __always_inline int on_lineage_entry(struct arguments in, struct template t, __u64 place)
{
	struct making head = {.other = in.second};
	struct life *life;

	switch (t.role) {
	case ROLE_CLONE:
	case ROLE_COPY:
	case ROLE_FRAGMENT:
	case ROLE_SEGMENTS:
		begin_making(place, in.first, 0, false);
		break;
	case ROLE_SPLIT:
		begin_making(place, in.first, in.second, false);
		break;
	case ROLE_FRAGLIST:
	case ROLE_FRAGLIST6:
		begin_making(place, in.first, in.second, true);
		break;
	case ROLE_MORPH:
		bury((void *)in.first, t);
		begin_making(place, in.second, in.first, false);
		break;
	case ROLE_COALESCE:
	case ROLE_GRO:
		begin_making(place, in.second, in.first, false);
		break;
	case ROLE_REASSEMBLE:
		keep_making(place, &head);
		keep_making(in.second, &head);
		break;
	case ROLE_REBUILT:
		begin_making(place, in.second, 0, false);
		life = find_life(in.second);
		show_to_xdp(life ? life->packet : 0);
		break;
	case ROLE_REDIRECT:
		redirect((void *)in.second);
		break;
	case ROLE_BUILD:
		begin_building(place, in.first);
		break;
	case ROLE_REBUILD:
		in.first = 0;
		bpf_probe_read_kernel(&in.first, sizeof(in.first), (void *)in.second);
		begin_making(place, in.first, in.second, false);
		break;
	}
	return 0;
}

static __always_inline struct sk_buff *next_fragment(void *iterator, bool ipv6)
{
	if (ipv6)
		return bpf_core_type_exists(struct ip6_fraglist_iter) ? READ((struct ip6_fraglist_iter *)iterator, frag)
								      : NULL;
	return READ((struct ip_fraglist_iter *)iterator, frag);
}

/*
 * Each fragment of a frag_list is prepared from the one before it, but its data is the whole packet's: that one is
 * the origin of all. (None of them can become whole again: the one that begins a packet is the packet itself.)
 */
static __always_inline void fragment_of_list(const struct making *making, struct template t)
{
	__u64 fragment = (__u64)next_fragment((void *)making->other, t.role == ROLE_FRAGLIST6);
	struct life *life;

	lineage_row(fragment, making->packet, t.id, LINEAGE_FRAGMENT);
	life = find_life(fragment);
	if (life)
		life->origin = making->packet;
}

/* GRO, a socket's queue, or fragments that are put together there. */
static __always_inline void merged(const struct making *making, __u32 id)
{
	bool reassembly = bpf_map_lookup_elem(&makings, &making->other);

	lineage_row(making->other, making->packet, id, reassembly ? LINEAGE_REASSEMBLE : LINEAGE_COALESCE);
}

static __always_inline bool is_packet(__u64 result)
{
	return result && result < (__u64)-4095; /* IS_ERR(), include/linux/err.h */
}

/* An allocator returned an sk_buff, an error or NULL. */
static __always_inline int on_allocated(__u64 result)
{
	if (is_packet(result))
		end_unseen(result);
	return 0;
}

static __always_inline int on_lineage_return(__u64 place, __u64 result, struct template t)
{
	struct making making;
	__u64 skb = 0;

	if (t.role == ROLE_REBUILT)
		show_to_xdp(0);
	if (t.role == ROLE_CLONE)
		on_allocated(result);
	if (!end_making(place, &making))
		return 0;
	switch (t.role) {
	case ROLE_CLONE:
	case ROLE_COPY:
	case ROLE_FRAGMENT:
		if (is_packet(result))
			lineage_row(result, making.packet, t.id,
				    t.role == ROLE_CLONE  ? LINEAGE_CLONE
				    : t.role == ROLE_COPY ? LINEAGE_COPY
							  : LINEAGE_FRAGMENT);
		break;
	case ROLE_SEGMENTS:
		if (is_packet(result))
			segments(&making, result, t.id);
		break;
	case ROLE_SPLIT:
		lineage_row(making.other, making.packet, t.id, LINEAGE_SEGMENT);
		break;
	case ROLE_FRAGLIST:
	case ROLE_FRAGLIST6:
		fragment_of_list(&making, t);
		break;
	case ROLE_MORPH:
		lineage_row(making.other, making.packet, t.id, LINEAGE_CLONE);
		break;
	case ROLE_COALESCE:
		if (widen(result, t))
			merged(&making, t.id);
		break;
	case ROLE_GRO:
		if (!widen(result, t))
			merged(&making, t.id);
		break;
	case ROLE_REASSEMBLE:
		parts((void *)making.other, t.id);
		bpf_map_delete_elem(&makings, &making.other);
		break;
	case ROLE_REBUILT:
		/* A function within it may have said so already. */
		if (is_packet(result) && result != making.skb && !find_life(result))
			lineage_row(result, making.packet, t.id, LINEAGE_REBUILD);
		break;
	case ROLE_BUILD:
		if (is_packet(result))
			lineage_row(result, making.packet, t.id, LINEAGE_REBUILD);
		break;
	case ROLE_REBUILD:
		bpf_probe_read_kernel(&skb, sizeof(skb), (void *)making.other);
		if (is_packet(skb) && skb != making.skb)
			lineage_row(skb, making.packet, t.id, LINEAGE_REBUILD);
		break;
	default:
		/*
		 * No probe has another role, but the template itself has, and its copies need the types of all
		 * functions: the verifier takes out those that none calls.
		 */
		segment_row(making.other, making.skb, making.packet, t.id);
		part_row(making.other, making.skb, t.id);
		lineage_row(making.other, making.packet, t.id, LINEAGE_CLONE);
		break;
	}
	return 0;
}

#endif
