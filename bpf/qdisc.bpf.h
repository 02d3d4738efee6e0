/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Fills struct qdisc with the qdisc that a packet passes and its queue length. */
#ifndef SKBTRAIL_QDISC_BPF_H
#define SKBTRAIL_QDISC_BPF_H

#include "calls.bpf.h"
#include "kernel_qdisc.bpf.h"

/* Number of entries in a ring, include/linux/ptr_ring.h: it is empty or full when both indexes are equal. */
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
 * A lockless qdisc, such as pfifo_fast as root, has per-CPU counters. The number of waiting packets can be read from
 * its three rings (net/sched/sch_generic.c), the number of bytes cannot.
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

/* (skb, qdisc, ...): the enqueue function of every qdisc, and the functions that dequeue */
static __always_inline struct sk_buff *decode_qdisc(struct call *call, const __u64 *in)
{
	decode_queue(call, (void *)in[1]);
	return (void *)in[0];
}

#endif
