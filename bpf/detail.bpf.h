/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Routes, queueing disciplines, sockets and ICMP errors, into the other members of union detail. */
#ifndef SKBTRAIL_DETAIL_BPF_H
#define SKBTRAIL_DETAIL_BPF_H

#include "kernel_qdisc.bpf.h"
#include "kernel_route.bpf.h"
#include "netfilter.bpf.h"

/*
 * What refused the packet: the kernel makes one kind of entry of it, and keeps the error that says which route it was
 * (fib_props in net/ipv4/fib_semantics.c, fib6_prop in net/ipv6/route.c). IPv4's error is positive, IPv6's negative.
 */
static __always_inline __u32 refusing_type(struct dst_entry *dst)
{
	__s16 error = READ(dst, error);

	switch (error < 0 ? -error : error) {
	case EINVAL:
		return RTN_BLACKHOLE;
	case EACCES:
		return RTN_PROHIBIT;
	case ENETUNREACH:
		return ROUTE_NONE;
	default:
		return RTN_UNREACHABLE;
	}
}

/* IN_DEV_FORWARD of linux/inetdevice.h */
static __always_inline bool forwards4(struct sk_buff *skb)
{
	struct net_device *dev = READ(skb, dev);

	return READ(READ(dev, ip_ptr), cnf.data[IPV4_DEVCONF_FORWARDING - 1]);
}

static __always_inline void decode_route4(struct call *call, struct sk_buff *skb, struct rtable *route)
{
	struct route *to = &call->detail.route;
	__be32 gateway;

	to->type = READ(route, rt_type);
	if (to->type == RTN_UNREACHABLE) {
		to->type = refusing_type(&route->dst);
		/* The same error as of an unreachable route (ip_route_input_slow). */
		if (to->type == RTN_UNREACHABLE && !forwards4(skb))
			to->type = ROUTE_NOT_FORWARDING;
	}
	switch (READ(route, rt_gw_family)) {
	case AF_INET:
		gateway = READ(route, rt_gw4);
		set_ipv4(to->gateway, &gateway);
		call->detail.present |= DETAIL_GATEWAY;
		break;
	case AF_INET6:
		BPF_CORE_READ_INTO(&to->gateway, route, rt_gw6);
		call->detail.present |= DETAIL_GATEWAY;
		break;
	}
}

static __always_inline void decode_route6(struct call *call, struct rt6_info *route)
{
	struct route *to = &call->detail.route;
	struct fib6_info *from = READ(route, from);

	if (from)
		to->type = READ(from, fib6_type);
	else
		to->type = READ(route, dst.error) ? refusing_type(&route->dst) : RTN_UNICAST;
	if (READ(route, rt6i_flags) & RTF_GATEWAY) {
		BPF_CORE_READ_INTO(&to->gateway, route, rt6i_gateway);
		call->detail.present |= DETAIL_GATEWAY;
	}
}

/* What skb->_skb_refdst points to; the route of a tunnel's metadata is none. */
static __always_inline void decode_route(struct call *call, struct sk_buff *skb)
{
	struct dst_entry *dst = (void *)(READ(skb, _skb_refdst) & ~SKB_DST_NOREF);
	struct net_device *dev;
	__u16 family;

	if (!dst)
		return;
	family = READ(READ(dst, ops), family);
	if (family == AF_INET)
		decode_route4(call, skb, (void *)dst);
	else if (family == AF_INET6)
		decode_route6(call, (void *)dst);
	else
		return;
	call->detail.present |= DETAIL_ROUTE;
	dev = READ(dst, dev);
	if (dev) {
		READ_NAME(call->detail.route.ifname, dev, name);
		call->detail.present |= DETAIL_ROUTE_DEV;
	}
}

/* A function that knows the route: (skb) or (net, sk, skb) */
static __always_inline struct sk_buff *decode_routed_1(struct call *call, const __u64 *in)
{
	decode_route(call, (void *)in[0]);
	return (void *)in[0];
}

static __always_inline struct sk_buff *decode_routed_3(struct call *call, const __u64 *in)
{
	decode_route(call, (void *)in[2]);
	return (void *)in[2];
}

/* Entries of a ring, include/linux/ptr_ring.h: it is empty or full when both ends stand at the same place. */
static __always_inline __u32 ring_length(struct ptr_ring *ring)
{
	__u32 from = READ(ring, consumer_head), to = READ(ring, producer), size = READ(ring, size);
	void **queue = READ(ring, queue), *entry = NULL;

	if (from != to)
		return to - from + (to < from ? size : 0);
	if (from < size)
		bpf_probe_read_kernel(&entry, sizeof(entry), queue + from);
	return entry ? size : 0;
}

/*
 * A qdisc without a lock, which pfifo_fast is as a root, counts for each CPU; how many packets wait is seen in its
 * three rings (net/sched/sch_generic.c), how many bytes is not.
 */
static __always_inline __u32 unlocked_length(struct Qdisc *qdisc)
{
	struct pfifo_fast_priv *private = (void *)qdisc + bpf_core_field_offset(qdisc->privdata);

	return ring_length(&private->q[0].ring) + ring_length(&private->q[1].ring) + ring_length(&private->q[2].ring) +
	       READ(qdisc, gso_skb.qlen);
}

static __always_inline void decode_queue(struct call *call, struct Qdisc *qdisc)
{
	const struct Qdisc_ops *ops = READ(qdisc, ops);
	struct qdisc *to = &call->detail.qdisc;

	READ_NAME(to->id, ops, id);
	to->handle = READ(qdisc, handle);
	call->detail.present |= DETAIL_QDISC;
	if (READ(qdisc, flags) & TCQ_F_NOLOCK) {
		to->qlen = unlocked_length(qdisc);
		return;
	}
	to->qlen = READ(qdisc, q.qlen);
	to->backlog = READ(qdisc, qstats.backlog);
	call->detail.present |= DETAIL_QUEUE_BYTES;
}

/* (skb, qdisc, ...): every qdisc's own enqueue, and what takes from one */
static __always_inline struct sk_buff *decode_qdisc(struct call *call, const __u64 *in)
{
	decode_queue(call, (void *)in[1]);
	return (void *)in[0];
}

/* Of a listening socket the connections that wait, of another one its receive memory. */
static __always_inline void decode_socket(struct call *call, struct sock *sk)
{
	struct sock_detail *to = &call->detail.socket;

	call->sock = (__u64)sk;
	if (!sk || READ(sk, __sk_common.skc_state) == TCP_TIME_WAIT ||
	    READ(sk, __sk_common.skc_state) == TCP_NEW_SYN_RECV)
		return;
	if (READ(sk, __sk_common.skc_state) == TCP_LISTEN) {
		to->ack_backlog = READ(sk, sk_ack_backlog);
		to->max_ack_backlog = READ(sk, sk_max_ack_backlog);
		call->detail.present |= DETAIL_BACKLOG;
	} else {
		to->rmem_alloc = READ(sk, sk_backlog.rmem_alloc.counter);
		to->rcvbuf = READ(sk, sk_rcvbuf);
		call->detail.present |= DETAIL_RCVBUF;
	}
}

/* (sk, skb, ...): the socket takes the packet */
static __always_inline struct sk_buff *decode_receive(struct call *call, const __u64 *in)
{
	decode_socket(call, (void *)in[0]);
	return (void *)in[1];
}

/* tcp_conn_request(operations, family's operations, sk, skb), net/ipv4/tcp_input.c */
static __always_inline struct sk_buff *decode_listen(struct call *call, const __u64 *in)
{
	decode_socket(call, (void *)in[2]);
	return (void *)in[3];
}

/*
 * tcp_v4_send_reset(sk, skb, reason), net/ipv4/tcp_ipv4.c; the reason since commit 6be49deaa095 ("rstreason: prepare
 * for passive reset", v6.10).
 */
static __always_inline struct sk_buff *decode_reset(struct call *call, const __u64 *in)
{
	call->sock = in[0];
	call->detail.socket.reset_reason = in[2];
	call->detail.present |= DETAIL_RESET;
	return (void *)in[1];
}

/* __icmp_send(skb, type, code, ...), net/ipv4/icmp.c; icmp6_send, net/ipv6/icmp.c */
static __always_inline struct sk_buff *decode_error(struct call *call, const __u64 *in)
{
	call->detail.error.type = in[1];
	call->detail.error.code = in[2];
	call->detail.present |= DETAIL_ERROR;
	return (void *)in[0];
}

/* What a function has made of its packet, for the row of its return. */
static __always_inline void decode_after(struct call *call, struct sk_buff *skb, __u8 role)
{
	if (role == ROLE_ROUTE)
		decode_route(call, skb);
	else
		decode_connection(call, connection_of(skb));
}

/* The return of a function that changes its packet: with the headers as they are now, when it still lives. */
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
