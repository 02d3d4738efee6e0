/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Fills struct route with the IPv4 or IPv6 route of a packet, or with the reason why it has none. */
#ifndef SKBTRAIL_ROUTE_BPF_H
#define SKBTRAIL_ROUTE_BPF_H

#include "calls.bpf.h"
#include "ip.bpf.h"
#include "kernel_route.bpf.h"

/*
 * What refused the packet. The kernel uses one kind of entry for all refusals and keeps the error, which tells the
 * route type (fib_props in net/ipv4/fib_semantics.c, fib6_prop in net/ipv6/route.c). IPv4's error is positive, IPv6's
 * negative.
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
		/* The same error as for an unreachable route (ip_route_input_slow). */
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

/* Decodes what skb->_skb_refdst points to; a tunnel's metadata dst is not a route. */
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

/* A function that is called with a routed packet: (skb) or (net, sk, skb) */
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

#endif
