/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Where a packet is: its network device, and the network namespace of that, or of its socket. */
#ifndef SKBTRAIL_DEVICE_BPF_H
#define SKBTRAIL_DEVICE_BPF_H

#include <bpf/bpf_helpers.h>
#include "kernel.bpf.h"
#include "read.bpf.h"

/* Inodes of network namespaces begin here: fixed ones of the first namespace, then PROC_DYNAMIC_FIRST (proc_ns.h). */
#define FIRST_NETNS_INODE 0xeffffff0U

/*
 * skb->dev, NULL when something else stands in its place: UDP keeps lengths there while a datagram is queued
 * (dev_scratch), TCP the left child in its retransmit queue (rbnode), and a clone inherits either. A device has an
 * index and a namespace; another sk_buff read as a device may have the one, hardly ever the other.
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

/* Inode of the namespace of a packet without a device, 0 when it has no socket either (NULL). */
static __always_inline __u32 netns_of_socket(struct sock *sk)
{
	struct net *net = sk ? READ(sk, __sk_common.skc_net.net) : NULL;

	return net ? READ(net, ns.inum) : 0;
}

#endif
