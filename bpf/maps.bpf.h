/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What the programs share with each other and with the recorder. */
#ifndef SKBTRAIL_MAPS_BPF_H
#define SKBTRAIL_MAPS_BPF_H

#include <bpf/bpf_helpers.h>
#include "events.h"
#include "kernel.bpf.h"

/* Set by the recorder between open and load; the verifier then drops the filters that are not in use. */
const volatile struct config config = {};

/*
 * Set by the recorder while some of its probes are on and others are not: the end of a packet might go unseen, and the
 * next one with its address be taken for it. In a section of its own, which makes it a map of its own.
 */
volatile __u32 closed SEC(".data.closed") = 0;

struct ring {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
};

/* One ring for each CPU, made by the recorder: one shared ring collapses with the number of producers. */
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY_OF_MAPS);
	__uint(max_entries, 1);
	__type(key, __u32);
	__array(values, struct ring);
} rings SEC(".maps");

/*
 * In the same word as the calls in progress: a return on one CPU may meet the free on another, and one addition tells
 * each whether it was the last.
 */
#define LIFE_ENDED (1ULL << 32)

/* The life of one sk_buff, by its address. */
struct life {
	__u64 packet;
	__u64 seq;  /* of the next event */
	__u64 held; /* by probed calls in progress that will report their return; LIFE_ENDED and more: it was freed */
	__u32 excluded; /* not recorded, packet is 0: see select.bpf.h */
#ifdef RESTRICTED
	/* Once the packet was accepted for this host: */
	__u32 cpu;
	__u64 delivered; /* when, ns; 0: it was not */
	__u64 head;	 /* skb->head then */
	__u32 network;	 /* skb->network_header then */
	__u32 pad;
#else
	__u32 pad;
	__u64 origin; /* of a fragment that came from a frag_list: the packet that had the list, else 0 */
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

/* Packet numbers given out on all CPUs; kept only where their number is limited. */
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u64);
} given SEC(".maps");

struct frames {
	__u64 address[STACK_DEPTH]; /* innermost first, zeros after the last */
};

/* By number; the recorder reads it. */
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1); /* set by the recorder */
	__type(key, __u32);
	__type(value, struct frames);
} stacks SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1); /* set by the recorder: as many */
	__type(key, struct frames);
	__type(value, __u32);
} stack_numbers SEC(".maps");

/* Stacks of which the number is just being asked: too large for a program's own stack. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 256);
	__type(key, __u64);
	__type(value, struct frames);
} unwinding SEC(".maps");

/* Each in a section of its own, as config has .rodata to itself. */
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
