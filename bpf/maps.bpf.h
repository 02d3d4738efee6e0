/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The maps and variables that the programs share with each other and with the recorder. */
#ifndef SKBTRAIL_MAPS_BPF_H
#define SKBTRAIL_MAPS_BPF_H

#include <bpf/bpf_helpers.h>
#include "events.h"
#include "kernel.bpf.h"

/* Set by the recorder between open and load; the verifier then removes the code of unused filters. */
const volatile struct config config = {};

/*
 * Set by the recorder while only some of its probes are attached: the end of a packet might go unseen, and the next
 * packet at its address be mistaken for it. In a section of its own, which makes it a map of its own.
 */
volatile __u32 closed SEC(".data.closed") = 0;

struct ring {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
};

/* One ring per CPU, created by the recorder: the throughput of one shared ring collapses as producers are added. */
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY_OF_MAPS);
	__uint(max_entries, 1);
	__type(key, __u32);
	__array(values, struct ring);
} rings SEC(".maps");

/*
 * In the same word as the count of calls in progress: a return on one CPU may race with the free on another, and a
 * single atomic addition tells each whether it was the last.
 */
#define LIFE_ENDED (1ULL << 32)

/* The life of one sk_buff, by its address. */
struct life {
	__u64 packet;
	__u64 seq;  /* of the next event */
	__u64 held; /* number of probed calls in progress that report their return; LIFE_ENDED or more: it was freed */
	__u32 excluded; /* not recorded, packet is 0: see select.bpf.h */
#ifdef RESTRICTED
	/* Set when the packet was accepted for this host: */
	__u32 cpu;
	__u64 delivered; /* time, ns; 0: not delivered */
	__u64 head;	 /* skb->head at that time */
	__u32 network;	 /* skb->network_header at that time */
	__u32 tid;	 /* thread that was running */
#else
	__u32 pad;
	__u64 origin; /* for a fragment from a frag_list: the packet that had the list, else 0 */
#endif
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1); /* set by the recorder */
	__type(key, __u64);
	__type(value, struct life);
} lives SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct counters);
} counters SEC(".maps");

/* Packet numbers assigned on all CPUs; counted only if the number of packets is limited. */
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u64);
} given SEC(".maps");

struct frames {
	__u64 address[STACK_DEPTH]; /* innermost first, zeros after the last */
};

/* Stacks by number; read by the recorder. */
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1); /* set by the recorder */
	__type(key, __u32);
	__type(value, struct frames);
} stacks SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1); /* set by the recorder: same size as stacks */
	__type(key, struct frames);
	__type(value, __u32);
} stack_numbers SEC(".maps");

/* Stacks whose number is being looked up: too large for the 512-byte stack of a BPF program. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 256);
	__type(key, __u64);
	__type(value, struct frames);
} unwinding SEC(".maps");

/* Each in a section of its own, just as config has .rodata to itself. */
struct frames no_frames SEC(".data.frames") = {};
__u64 stacks_numbered SEC(".data.numbered") = 0;

static __always_inline struct counters *my_counters(void)
{
	__u32 zero = 0;

	return bpf_map_lookup_elem(&counters, &zero);
}

static __always_inline void count_loss(enum loss_cause cause)
{
	struct counters *c = my_counters();

	if (c)
		__sync_fetch_and_add(&c->lost[cause], 1);
}

#endif
