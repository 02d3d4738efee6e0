/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The contract between the BPF programs and the recorder: what travels through the ring buffers, what the recorder
 * writes into the programs before they are loaded, and what the programs count.
 *
 * The members of an event are in event.h. Every struct has fixed-width members in descending order of size and explicit
 * padding. The build writes their offsets, as laid out by the compiler, to .output/events.layout, which the recorder
 * reads.
 */
#ifndef SKBTRAIL_EVENTS_H
#define SKBTRAIL_EVENTS_H

#include "event.h"
#include "filter.h"

enum event_kind {
	KIND_ENTRY = 1,	     /* a function was called */
	KIND_RETURN = 2,     /* a function returned */
	KIND_TRACEPOINT = 3, /* a kernel tracepoint fired */
	KIND_NETFILTER = 4,  /* a netfilter hook ran one of our programs */
	KIND_TC = 5,	     /* a tc hook ran one of our programs */
	KIND_LINEAGE = 6,    /* this packet began as part of another one */
};

enum lineage_kind {
	LINEAGE_NONE = 0,
	LINEAGE_CLONE = 1,	/* skb_clone: new sk_buff, shared data */
	LINEAGE_COPY = 2,	/* skb_copy, pskb_copy: new sk_buff, new data */
	LINEAGE_SEGMENT = 3,	/* cut from a GSO packet */
	LINEAGE_FRAGMENT = 4,	/* cut from a packet larger than the MTU */
	LINEAGE_REASSEMBLE = 5, /* this packet took the data of fragments */
	LINEAGE_COALESCE = 6,	/* this packet took another one's data (GRO, TCP receive queue) */
	LINEAGE_REBUILD = 7,	/* same packet, another sk_buff or head (XDP on veth) */
};

/* In event.ipv6_ext: 4 bits each, the first header in the lowest bits. */
enum ipv6_ext {
	EXT_HOP_BY_HOP = 1,
	EXT_ROUTING = 2,
	EXT_FRAGMENT = 3,
	EXT_DESTINATION = 4,
	EXT_AH = 5,
};

/* Refusals besides RTN_*, which end at 11: no route was found; the host does not forward. */
#define ROUTE_NONE 12
#define ROUTE_NOT_FORWARDING 13

/* The additional data of a semantic probe. */
struct detail {
	__u64 present; /* DETAIL_* */
	union {
		struct netfilter nf; /* a hook, table or chain, connection tracking, NAT or the bridge */
		struct route route;  /* what a lookup found */
		struct qdisc qdisc;
		struct sock_detail socket; /* the socket that takes the packet */
		struct icmp_error error;   /* the ICMP error that the kernel sends about the packet */
	};
};

enum tunnel_type {
	TUNNEL_NONE = 0,
	TUNNEL_VXLAN = 1,
	TUNNEL_GENEVE = 2,
	TUNNEL_GRE = 3,
	TUNNEL_IPIP = 4,
	TUNNEL_SIT = 5,
	TUNNEL_WIREGUARD = 6,
	TUNNEL_IP6TNL = 7, /* IPv4 or IPv6 in IPv6 */
};

/*
 * A record in the ring. The record of a semantic probe ends after detail, a plain one after event; most events are
 * plain. A packet in a tunnel has all three parts.
 */
struct record {
	struct event event;
	struct detail detail;
	struct tunnel tunnel;
};

/* Why an event is not in the ring. */
enum loss_cause {
	LOSS_RING_FULL = 0,	/* the recorder did not drain the ring fast enough */
	LOSS_TRACKING_FULL = 1, /* more packets alive than the tracking table holds */
	LOSS_CALLS_FULL = 2,	/* more probed calls in progress than the calls table holds: a return is missing */
	LOSS_FLOWS_FULL = 3,	/* more flows than the table of --first holds: the packet is not recorded */
	LOSS_STACKS_FULL = 4,	/* no room for another kernel stack: the event is there, its stack is missing */
	LOSS_INTERRUPTED = 5,	/* evaluation of the expression was interrupted repeatedly: the packet did not pass */
	LOSS_END_UNSEEN = 6,	/* an sk_buff was allocated at the address of a live packet: its free went unseen */
	LOSS_RETURN_UNSEEN = 7, /* a call began where another one still seemed in progress: its return went unseen */
	LOSS_LIST_TOO_LONG = 8, /* a list has more segments or fragments than are followed: lineage is missing */
	LOSS_CAUSES = 9,
};

/* Per CPU, in map `counters`. */
struct counters {
	__u64 events;		 /* events put into the ring */
	__u64 packets;		 /* packet numbers given out */
	__u64 candidates;	 /* packets that passed the filter, where only some of them are recorded */
	__u64 lost[LOSS_CAUSES]; /* events, by enum loss_cause */
};

/* What a probe does besides reporting that it was reached. */
enum probe_role {
	ROLE_ENTRY = 0,
	ROLE_CALL = 1,	 /* its return is reported too */
	ROLE_FREE = 2,	 /* ends a packet's life, never begins one */
	ROLE_DROP = 3,	 /* ends it, with a drop reason and location */
	ROLE_CLONE = 4,	 /* returns a packet that was made from its argument */
	ROLE_COPY = 5,	 /* the same, with its own data */
	ROLE_IN = 6,	 /* at a device, or before the functions of a hook: the packet comes in */
	ROLE_OUT = 7,	 /* at a device, or after the functions of a hook: the packet goes out */
	ROLE_FOLLOW = 8, /* follows a known packet, never begins a life */
	ROLE_AFTER = 9,	 /* like ROLE_CALL; the return row shows the packet as the function left it */
	ROLE_ROUTE = 10, /* like ROLE_AFTER, with the route that the function found */
	/* Lineage, besides ROLE_CLONE and ROLE_COPY: what happens to a packet's data in the function. */
	ROLE_FRAGMENT = 20,   /* returns a fragment of the argument */
	ROLE_FRAGLIST = 21,   /* second argument: struct ip_fraglist_iter, whose next fragment is made */
	ROLE_FRAGLIST6 = 22,  /* the same with struct ip6_fraglist_iter */
	ROLE_SEGMENTS = 23,   /* returns a list of the argument's segments */
	ROLE_SPLIT = 24,      /* part of the first argument's data goes to the second */
	ROLE_COALESCE = 25,   /* the second argument's data goes to the first if the function returns nonzero */
	ROLE_GRO = 26,	      /* the same if the function returns 0 */
	ROLE_MORPH = 27,      /* the first argument becomes a clone of the second */
	ROLE_REASSEMBLE = 28, /* fragments go to the second argument */
	ROLE_REBUILD = 29,    /* second argument: pointer to the sk_buff pointer, which may differ after the call */
	ROLE_REBUILT = 30,    /* returns the second argument's data, possibly in another sk_buff */
	ROLE_REDIRECT = 31,   /* second argument: struct xdp_buff with a packet's data, which leaves its sk_buff */
	ROLE_BUILD = 32,      /* returns an sk_buff with the data of the first argument, struct xdp_frame */
};

/*
 * Placeholders in the programs' instructions: the probe's number, its traits, and the argument count of its function.
 * The lowest byte of the traits is the role: 254 here, which no probe has.
 */
#define PATCH_ID 0x5ab7a11d
#define PATCH_TRAITS 0x5ab7a1fe
#define PATCH_ARGUMENTS 0x5ab7a11f
/* Precedes an atomic addition. Becomes 1 where the recorder made the addition fetch the old value (atomic.bpf.h). */
#define PATCH_FETCH 0x5ab7a121

/* Which events carry the kernel stack. */
enum stack_mode {
	STACKS_NONE = 0,
	STACKS_DROPS = 1,
	STACKS_ALL = 2, /* all but lineage events, which have no code location of their own */
};

#define STACK_DEPTH 48 /* frames */

/* Where a field's path begins. */
enum field_root {
	ROOT_SKB = 0,	 /* struct sk_buff */
	ROOT_SHINFO = 1, /* struct skb_shared_info */
};

#define FIELD_POINTERS 7 /* maximum number of pointers in a path */

/* How a user column is read: through pointers to a member of 1 to 64 bits. */
struct field {
	__u32 offset[FIELD_POINTERS + 1]; /* of each pointer in the preceding struct, then of the member; bytes */
	__u8 root;			  /* enum field_root */
	__u8 pointers;
	__u8 size;  /* bytes to read: 1, 2, 4 or 8 */
	__u8 shift; /* shift right, then keep the lowest bits */
	__u8 bits;
	__u8 is_signed;
	__u8 pad[2];
};

/* Optional event contents that cost extra. */
struct extras {
	__u32 stacks; /* enum stack_mode */
	__u32 fields; /* members of field in use */
	struct field field[FIELDS_MAX];
};

/* Written by the recorder before the programs are loaded. */
struct config {
	struct filter filter;
	__u32 cpus;	/* possible CPUs: packet numbers of CPU c are c + 1, c + 1 + cpus, ... */
	__u32 filtered; /* not 0 when any kind of filter is present */
	struct selection selection;
	struct extras extras;
	__u32 pcap_reach; /* how many bytes of a frame the pcap expression looks at; 0: no expression */
	__u32 pad;
};

#endif
