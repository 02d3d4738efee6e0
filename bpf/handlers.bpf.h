/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Handlers for the entry and return of a traced function and for tracepoints, independent of how they are attached. */
#ifndef SKBTRAIL_HANDLERS_BPF_H
#define SKBTRAIL_HANDLERS_BPF_H

#include "calls.bpf.h"
#include "template.bpf.h"

/* What the drop tracepoint reports besides the packet. */
struct drop {
	__u64 location;
	__u32 reason;
};

/*
 * Reports an event of an sk_buff, and begins or ends its life where the probe's role says so. sk: the socket of a
 * packet whose skb->sk is not set yet; place: stack position of a call whose return will be reported; drop: for
 * ROLE_DROP.
 */
static __always_inline int on_skb(struct sk_buff *skb, struct sock *sk, struct template t, __u8 kind, __u64 place,
				  struct drop drop)
{
	struct probe probe = {t.id, kind};
	struct access a;
	struct ip_view v;
	struct record *r;
	struct event *e;
	struct life *life;
	bool tunnel;
	__s64 seq;

	/*
	 * ROLE_FREE on a packet that was never seen tells nothing; ROLE_FOLLOW may see an skb that is not yet, or no
	 * longer, a packet.
	 */
	if ((t.role == ROLE_FREE || t.role == ROLE_FOLLOW) && !find_life((__u64)skb))
		return leave_out((__u64)skb, t.role);
	open_skb(&a, BY_ADDRESS, skb, NULL);
	a.sk = sk;
	life = meet(&a, &v);
	if (!life)
		return leave_out((__u64)skb, t.role);
	if (reports_return(t.role)) {
		struct call call = {.skb = (__u64)skb};

		enter_call(place, life, &call);
	}
	seq = next_seq(life);
	tunnel = is_tunnel(&a, &v);
	r = reserve_record(false, tunnel);
	if (r) {
		e = &r->event;
		fill_head(e, probe, (__u64)skb, life->packet);
		fill_seq(e, seq);
		fill_skb(e, &a, &v);
		if (t.role == ROLE_DROP) {
			e->drop_address = drop.location;
			e->drop_reason = drop.reason;
			e->present |= kernel_has_drop_reasons() ? HAS_DROP | HAS_REASON : HAS_DROP;
		}
		fill_stack(e, t.ctx, t.role == ROLE_DROP);
		if (tunnel)
			fill_tunnel(r, &a, &v);
		submit(r);
	}
	if (t.role == ROLE_FREE || t.role == ROLE_DROP)
		end_life((__u64)skb);
	return 0;
}

static __always_inline int on_entry(struct sk_buff *skb, struct sock *sk, struct template t, __u64 place)
{
	struct drop none = {};

	return on_skb(skb, sk, t, KIND_ENTRY, place, none);
}

static __always_inline int on_tracepoint(struct sk_buff *skb, struct sock *sk, struct template t, struct drop drop)
{
	return on_skb(skb, sk, t, KIND_TRACEPOINT, 0, drop);
}

/* Reports an event with the detail that a decoder put into struct call. */
static __always_inline int on_detailed(struct sk_buff *skb, struct call *call, struct template t, __u8 kind,
				       __u64 place)
{
	struct probe probe = {t.id, kind};
	struct record *e;
	struct access a;
	struct ip_view v;
	struct life *life;
	bool tunnel;
	__s64 seq;

	merge_ways(&call->detail, sizeof(call->detail));
	open_skb(&a, BY_ADDRESS, skb, NULL);
	a.sk = (void *)call->sock;
	life = meet(&a, &v);
	if (!life)
		return 0;
	call->skb = (__u64)skb;
	if (reports_return(t.role))
		enter_call(place, life, call);
	seq = next_seq(life);
	tunnel = is_tunnel(&a, &v);
	e = reserve_record(true, tunnel);
	if (!e)
		return 0;
	fill_head(&e->event, probe, (__u64)skb, life->packet);
	fill_seq(&e->event, seq);
	fill_skb(&e->event, &a, &v);
	fill_stack(&e->event, t.ctx, false);
	fill_detail(e, &call->detail);
	if (tunnel)
		fill_tunnel(e, &a, &v);
	submit(e);
	return 0;
}

static __always_inline void fill_return(struct event *e, struct template t, const struct call *call, __s64 seq,
					__u64 retval)
{
	struct probe probe = {t.id, KIND_RETURN};

	fill_head(e, probe, call->skb, call->packet);
	fill_seq(e, seq);
	fill_stack(e, t.ctx, false);
	/* Void functions get a row too: it shows the time of the return. */
	if (!t.width)
		return;
	e->retval = widen(retval, t);
	e->present |= t.verdict ? HAS_RETVAL | HAS_VERDICT : HAS_RETVAL;
}

static __always_inline int on_return(__u64 place, __u64 retval, struct template t)
{
	struct call *found = bpf_map_lookup_elem(&calls, &place), call;
	struct record *detailed;
	struct event *e;
	__s64 seq;

	if (!found)
		return 0;
	call = *found;
	bpf_map_delete_elem(&calls, &place);
	seq = leave_call(&call);
	if (call.detail.present) {
		detailed = reserve_record(true, false);
		if (!detailed)
			return 0;
		fill_return(&detailed->event, t, &call, seq, retval);
		fill_detail(detailed, &call.detail);
		submit(detailed);
	} else {
		e = reserve_event();
		if (!e)
			return 0;
		fill_return(e, t, &call, seq, retval);
		submit(e);
	}
	return 0;
}

#endif
