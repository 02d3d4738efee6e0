/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Memory for one event at a time, beside the 512 bytes of a BPF program's stack. An interrupt, or another task where
 * the kernel is preemptible, may run a program while one is running on the same CPU: each claims a piece of its own.
 */
#ifndef SKBTRAIL_SCRATCH_BPF_H
#define SKBTRAIL_SCRATCH_BPF_H

#include "maps.bpf.h"

/* The fields of the IP header, used by the filter and copied into the event. */
struct ip_view {
	__u8 saddr[16]; /* IPv4 as ::ffff:a.b.c.d */
	__u8 daddr[16];
	__u32 transport; /* offset of the transport header from skb->head; 0: not in this packet */
	__u32 end;	 /* offset of the packet's last byte + 1 */
	__u32 ip_id;
	__u32 ip_len;
	__u32 ipv6_ext;
	__u16 frag_off; /* bytes */
	__u16 arp_op;
	__u16 sport, dport; /* only from a socket, or after read_ports */
	__u8 version;	    /* 4, 6, or 0: no IP header was found */
	__u8 protocol;
	__u8 tos;
	__u8 ttl;
	__u64 present; /* HAS_* bits of the members that are known */
};

/* The part of struct sk_buff that is copied at once; access.bpf.h says why. */
#define HOT_BYTES 200

struct scratch {
	__u64 users; /* programs that claim it or try to */
	__u64 hot[HOT_BYTES / sizeof(__u64)];
	struct ip_view view;  /* outermost header */
	struct ip_view inner; /* header in a tunnel */
};

#define SCRATCHES 4 /* for each CPU: task, softirq, interrupt, NMI */

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, SCRATCHES);
	__type(key, __u32);
	__type(value, struct scratch);
} scratches SEC(".maps");

static __always_inline void release(struct scratch *s)
{
	__sync_fetch_and_add(&s->users, -1);
}

/*
 * A program that adds itself and is then alone has the piece. If two come at the same time, it may be that neither has
 * it, and both try the next one. An exchange would be simpler, but needs an atomic instruction that came with 5.12.
 * Returns NULL, and counts the event as lost, when all pieces are in use.
 */
static __always_inline struct scratch *claim(void)
{
	for (__u32 i = 0; i < SCRATCHES; i++) {
		__u32 key = i;
		struct scratch *s = bpf_map_lookup_elem(&scratches, &key);

		if (!s)
			break;
		__sync_fetch_and_add(&s->users, 1);
		if (*(volatile __u64 *)&s->users == 1)
			return s;
		release(s);
	}
	count_loss(LOSS_NESTED);
	return NULL;
}

#endif
