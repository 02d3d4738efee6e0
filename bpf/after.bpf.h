/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The return of a function that changes its packet: routing attaches a route, connection tracking a connection. The
 * result is known only at the return, so the return row carries the headers and the detail.
 */
#ifndef SKBTRAIL_AFTER_BPF_H
#define SKBTRAIL_AFTER_BPF_H

#include "handlers.bpf.h"
#include "netfilter.bpf.h"
#include "route.bpf.h"

/* What the function attached to its packet, for the return row. */
static __always_inline void decode_after(struct call *call, struct sk_buff *skb, __u8 role)
{
	if (role == ROLE_ROUTE)
		decode_route(call, skb);
	else
		decode_connection(call, connection_of(skb));
}

/* The return of a function that changes its packet. The row has the current headers if the packet still exists. */
static __always_inline int on_return_after(__u64 place, __u64 retval, struct template t)
{
	struct call *found = bpf_map_lookup_elem(&calls, &place), call;
	struct life *life;
	struct record *r;
	struct access a;
	struct ip_view v;
	bool tunnel;
	__s64 seq;

	if (!found)
		return 0;
	life = find_life(found->skb);
	if (!life || life->packet != found->packet)
		return on_return(place, retval, t);
	call = *found;
	bpf_map_delete_elem(&calls, &place);
	seq = leave_call(&call);
	open_skb(&a, BY_ADDRESS, (void *)call.skb, NULL);
	view(&v, &a);
	decode_after(&call, a.skb, t.role);
	tunnel = is_tunnel(&a, &v);
	r = reserve_record(true, tunnel);
	if (!r)
		return 0;
	fill_return(&r->event, t, &call, seq, retval);
	fill_skb(&r->event, &a, &v);
	fill_detail(r, &call.detail);
	if (tunnel)
		fill_tunnel(r, &a, &v);
	submit(r);
	return 0;
}

#endif
