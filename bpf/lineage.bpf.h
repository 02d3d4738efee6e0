/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Lineage. Some functions make a packet from another one, cut one packet into many, or move the data of one into
 * another. Each such step is one event of the packet that holds the data afterwards, and names the packet that the data
 * comes from. Descendants of a recorded packet are recorded too, whatever the filter says.
 *
 * This file handles the entry and return of such a function, by its role.
 */
#ifndef SKBTRAIL_LINEAGE_BPF_H
#define SKBTRAIL_LINEAGE_BPF_H

#include "handlers.bpf.h"
#include "lineage_calls.bpf.h"
#include "lineage_cut.bpf.h"
#include "lineage_join.bpf.h"
#include "lineage_row.bpf.h"
#include "lineage_xdp.bpf.h"

/* skb_morph(dst, src): dst drops its old contents and becomes a clone of src. Until now it was a packet of its own. */
static __always_inline void end_morphed(struct sk_buff *skb, struct template t)
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
	struct derivation head = {.other = in.second};
	struct life *life;

	switch (t.role) {
	case ROLE_CLONE:
	case ROLE_COPY:
	case ROLE_FRAGMENT:
	case ROLE_SEGMENTS:
		begin_derivation(place, in.first, 0, false);
		break;
	case ROLE_SPLIT:
		begin_derivation(place, in.first, in.second, false);
		break;
	case ROLE_FRAGLIST:
	case ROLE_FRAGLIST6:
		begin_derivation(place, in.first, in.second, true);
		break;
	case ROLE_MORPH:
		end_morphed((void *)in.first, t);
		begin_derivation(place, in.second, in.first, false);
		break;
	case ROLE_COALESCE:
	case ROLE_GRO:
		begin_derivation(place, in.second, in.first, false);
		break;
	case ROLE_REASSEMBLE:
		keep_derivation(place, &head);
		keep_derivation(in.second, &head);
		break;
	case ROLE_REBUILT:
		begin_derivation(place, in.second, 0, false);
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
		begin_derivation(place, in.first, in.second, false);
		break;
	}
	return 0;
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
	struct derivation derivation;
	__u64 skb = 0;

	if (t.role == ROLE_REBUILT)
		show_to_xdp(0);
	if (t.role == ROLE_CLONE)
		on_allocated(result);
	if (!end_derivation(place, &derivation))
		return 0;
	switch (t.role) {
	case ROLE_CLONE:
	case ROLE_COPY:
	case ROLE_FRAGMENT:
		if (is_packet(result))
			lineage_row(result, derivation.packet, t.id,
				    t.role == ROLE_CLONE  ? LINEAGE_CLONE
				    : t.role == ROLE_COPY ? LINEAGE_COPY
							  : LINEAGE_FRAGMENT);
		break;
	case ROLE_SEGMENTS:
		if (is_packet(result))
			segments(&derivation, result, t.id);
		break;
	case ROLE_SPLIT:
		lineage_row(derivation.other, derivation.packet, t.id, LINEAGE_SEGMENT);
		break;
	case ROLE_FRAGLIST:
	case ROLE_FRAGLIST6:
		fragment_of_list(&derivation, t);
		break;
	case ROLE_MORPH:
		lineage_row(derivation.other, derivation.packet, t.id, LINEAGE_CLONE);
		break;
	case ROLE_COALESCE:
		if (widen(result, t))
			merged(&derivation, t.id);
		break;
	case ROLE_GRO:
		if (!widen(result, t))
			merged(&derivation, t.id);
		break;
	case ROLE_REASSEMBLE:
		parts((void *)derivation.other, t.id);
		bpf_map_delete_elem(&derivations, &derivation.other);
		break;
	case ROLE_REBUILT:
		/* A function called within this one may have reported it already. */
		if (is_packet(result) && result != derivation.skb && !find_life(result))
			lineage_row(result, derivation.packet, t.id, LINEAGE_REBUILD);
		break;
	case ROLE_BUILD:
		if (is_packet(result))
			lineage_row(result, derivation.packet, t.id, LINEAGE_REBUILD);
		break;
	case ROLE_REBUILD:
		bpf_probe_read_kernel(&skb, sizeof(skb), (void *)derivation.other);
		if (is_packet(skb) && skb != derivation.skb)
			lineage_row(skb, derivation.packet, t.id, LINEAGE_REBUILD);
		break;
	default:
		/*
		 * No probe has another role, but the template itself does, and its copies need the type information of
		 * all functions: the verifier removes functions that are never called.
		 */
		segment_row(derivation.other, derivation.skb, derivation.packet, t.id);
		part_row(derivation.other, derivation.skb, t.id);
		lineage_row(derivation.other, derivation.packet, t.id, LINEAGE_CLONE);
		break;
	}
	return 0;
}

#endif
