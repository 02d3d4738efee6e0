/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Opens a packet and loads its bytes; the same interface for every program type. */
#ifndef SKBTRAIL_ACCESS_BPF_H
#define SKBTRAIL_ACCESS_BPF_H

#include <bpf/bpf_helpers.h>
#include "kernel.bpf.h"
#include "read.bpf.h"

enum access_way {
	BY_ADDRESS, /* bpf_probe_read_kernel from skb->head */
	BY_CONTEXT, /* bpf_skb_load_bytes, in tc programs */
	BY_DYNPTR,  /* bpf_dynptr_read, in netfilter programs */
};

struct access {
	enum access_way way; /* a constant at every use: the compiler keeps one branch */
	struct sk_buff *skb;
	struct sock *sk; /* for an skb whose skb->sk is not set yet, else NULL */
	void *context;	 /* struct __sk_buff or struct bpf_dynptr */
	unsigned char *head;
	__u32 data; /* skb->data - skb->head */
};

static __always_inline void open_skb(struct access *a, enum access_way way, struct sk_buff *skb, void *context)
{
	a->way = way;
	a->skb = skb;
	a->sk = NULL;
	a->context = context;
	a->head = READ(skb, head);
	a->data = READ(skb, data) - a->head;
}

static __always_inline struct sock *socket_of(struct access *a)
{
	return a->sk ? a->sk : READ(a->skb, sk);
}

/* offset counts from skb->head. The helpers of tc and netfilter count from skb->data and cannot read before it. */
static __always_inline bool load(struct access *a, __u32 offset, void *to, __u32 size)
{
#ifdef RESTRICTED
	if (offset < a->data)
		return false;
	if (a->way == BY_CONTEXT)
		return !bpf_skb_load_bytes(a->context, offset - a->data, to, size);
	return !bpf_dynptr_read(to, size, a->context, offset - a->data, 0);
#else
	return !bpf_probe_read_kernel(to, size, a->head + offset);
#endif
}

#endif
