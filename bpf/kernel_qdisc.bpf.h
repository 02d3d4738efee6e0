/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Kernel structs of qdiscs and of the rings in which pfifo_fast keeps its packets. As in kernel.bpf.h, only the members
 * that are read.
 */
#ifndef SKBTRAIL_KERNEL_QDISC_BPF_H
#define SKBTRAIL_KERNEL_QDISC_BPF_H

#include "kernel.bpf.h"

#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)

struct Qdisc_ops {
	char id[16];
};

struct sk_buff_head {
	__u32 qlen;
};

struct Qdisc {
	unsigned int flags;	     /* TCQ_F_* */
	struct sk_buff_head gso_skb; /* packets that the device gave back */
	const struct Qdisc_ops *ops;
	__u32 handle;
	struct {
		__u32 qlen;
	} q;
	struct {
		__u32 backlog;
	} qstats;
	long privdata[];
};

struct ptr_ring {
	int producer;
	int consumer_head;
	int size;
	void **queue;
};

struct skb_array {
	struct ptr_ring ring;
};

struct pfifo_fast_priv {
	struct skb_array q[3];
};

#pragma clang attribute pop

#define TCQ_F_NOLOCK 0x100 /* include/net/sch_generic.h */

#endif
