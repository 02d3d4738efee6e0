/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Kernel structs of IPv4 and IPv6 routes, and the route types. As in kernel.bpf.h, only the members that are read. */
#ifndef SKBTRAIL_KERNEL_ROUTE_BPF_H
#define SKBTRAIL_KERNEL_ROUTE_BPF_H

#include "kernel.bpf.h"

#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)

struct ipv4_devconf {
	int data[1];
};

struct in_device {
	struct ipv4_devconf cnf;
};

struct dst_ops {
	unsigned short family;
};

struct dst_entry {
	struct net_device *dev;
	struct dst_ops *ops;
	short error;
};

struct rtable {
	struct dst_entry dst;
	__u16 rt_type;
	__u8 rt_gw_family;
	__be32 rt_gw4;
	struct in6_addr rt_gw6;
};

struct fib6_info {
	__u8 fib6_type;
};

struct rt6_info {
	struct dst_entry dst;
	struct fib6_info *from;
	struct in6_addr rt6i_gateway;
	__u32 rt6i_flags;
};

#pragma clang attribute pop

#define SKB_DST_NOREF 1UL	  /* linux/skbuff.h */
#define IPV4_DEVCONF_FORWARDING 1 /* linux/ip.h */
#define RTF_GATEWAY 2		  /* linux/route.h */
#define RTN_UNICAST 1		  /* linux/rtnetlink.h */
#define RTN_BLACKHOLE 6
#define RTN_UNREACHABLE 7
#define RTN_PROHIBIT 8
#define EACCES 13 /* asm-generic/errno.h */
#define EINVAL 22
#define ENETUNREACH 101

#endif
