/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Where a packet is: its network device, and the netns of that device or of the packet's socket. */
#ifndef SKBTRAIL_DEVICE_BPF_H
#define SKBTRAIL_DEVICE_BPF_H

#include <bpf/bpf_helpers.h>
#include "kernel.bpf.h"
#include "read.bpf.h"

/*
 * Netns inode numbers start here: first the fixed ones of the initial namespace, then PROC_DYNAMIC_FIRST (proc_ns.h).
 */
#define FIRST_NETNS_INODE 0xeffffff0U

/*
 * Returns skb->dev, or NULL when that memory holds something else: UDP keeps lengths there while a datagram is queued
 * (dev_scratch), TCP the left child in its retransmit queue (rbnode), and a clone inherits either. A real device has an
 * ifindex and a netns. Another sk_buff misread as a device may appear to have the first, but hardly ever the second.
 */
static __always_inline struct net_device *device_of(struct sk_buff *skb, __u32 *netns)
{
	struct net_device *dev = READ(skb, dev);
	struct net *net;

	if (!dev || !READ(dev, ifindex))
		return NULL;
	net = READ(dev, nd_net.net);
	*netns = net ? READ(net, ns.inum) : 0;
	return *netns >= FIRST_NETNS_INODE ? dev : NULL;
}

/* Netns inode of a packet that has no device; 0 when it has no socket (NULL) either. */
static __always_inline __u32 netns_of_socket(struct sock *sk)
{
	struct net *net = sk ? READ(sk, __sk_common.skc_net.net) : NULL;

	return net ? READ(net, ns.inum) : 0;
}

#endif
