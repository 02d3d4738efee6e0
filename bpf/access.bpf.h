/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Opens a packet and loads its bytes; the same interface for every program type. */
#ifndef SKBTRAIL_ACCESS_BPF_H
#define SKBTRAIL_ACCESS_BPF_H

#include <bpf/bpf_helpers.h>
#include "kernel.bpf.h"
#include "read.bpf.h"
#include "scratch.bpf.h"

enum access_way {
	BY_ADDRESS, /* bpf_probe_read_kernel from skb->head */
	BY_CONTEXT, /* bpf_skb_load_bytes, in tc programs */
	BY_DYNPTR,  /* bpf_dynptr_read, in netfilter programs */
};

/*
 * The hot part of struct sk_buff begins with skb->dev and has all members that an event is made of. It is copied at
 * once: a read of kernel memory costs about 70 instructions, and 5 more for each word.
 */
#define HOT_FIRST bpf_core_field_offset(struct sk_buff, dev)

struct access {
	enum access_way way; /* a constant at every use: the compiler keeps one branch */
	struct sk_buff *skb;
	struct sock *sk; /* for an skb whose skb->sk is not set yet, else NULL */
	void *context;	 /* struct __sk_buff or struct bpf_dynptr */
	unsigned char *head;
	__u32 data; /* skb->data - skb->head */
	struct scratch *scratch;
	struct sk_buff *copy; /* where the sk_buff would begin of which scratch->hot is a part */
};

/* A member of the packet's sk_buff, and one of a few bits, which every known kernel has in the hot part. */
#ifdef RESTRICTED
#define SKB(a, member) READ((a)->skb, member)
#define SKB_BITS(a, type, member) READ_BITS((type *)(a)->skb, member)
#else
/* The verifier removes the branch that this kernel does not need. */
#define SKB(a, member)                                                                                                 \
	({                                                                                                             \
		__typeof__((a)->copy->member) value;                                                                   \
		if (bpf_core_field_offset(struct sk_buff, member) - HOT_FIRST <= HOT_BYTES - sizeof(value))            \
			value = (a)->copy->member;                                                                     \
		else                                                                                                   \
			value = READ((a)->skb, member);                                                                \
		value;                                                                                                 \
	})
#define SKB_BITS(a, type, member) BPF_CORE_READ_BITFIELD((type *)(a)->copy, member)
#endif

static __always_inline void copy_hot(struct access *a)
{
#ifndef RESTRICTED
	bpf_probe_read_kernel(a->scratch->hot, sizeof(a->scratch->hot), (void *)a->skb + HOT_FIRST);
	a->copy = (void *)a->scratch->hot - HOT_FIRST;
	/* The compiler must not know that this is outside of hot. */
	asm volatile("" : "+r"(a->copy));
#endif
}

/* Returns false when it cannot be done now; that is counted. If true, close_skb() must follow. */
static __always_inline bool open_skb(struct access *a, enum access_way way, struct sk_buff *skb, void *context)
{
	a->way = way;
	a->skb = skb;
	a->sk = NULL;
	a->context = context;
	a->scratch = claim();
	if (!a->scratch)
		return false;
	copy_hot(a);
	a->head = SKB(a, head);
	a->data = SKB(a, data) - a->head;
	return true;
}

static __always_inline void close_skb(struct access *a)
{
	release(a->scratch);
}

static __always_inline struct sock *socket_of(struct access *a)
{
	return a->sk ? a->sk : SKB(a, sk);
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
