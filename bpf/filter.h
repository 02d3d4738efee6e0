/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Part of the contract in events.h: which packets the recorder wants. Written into the programs before they are loaded.
 */
#ifndef SKBTRAIL_FILTER_H
#define SKBTRAIL_FILTER_H

#define FILTER_MAX 8 /* maximum number of alternatives of one kind */

/* Kinds of filter, in the order of their members in struct filter. */
enum filter_kind {
	FILTER_SRC,
	FILTER_DST,
	FILTER_HOST, /* on either side */
	FILTER_IFNAME,
	FILTER_COMM,
	FILTER_SPORT,
	FILTER_DPORT,
	FILTER_PORT, /* on either side */
	FILTER_PROTOCOL,
	FILTER_IP_VERSION,
	FILTER_ICMP_ID,
	FILTER_LEN,
	FILTER_NETNS,
	FILTER_PID,
	FILTER_VLAN_ID,
	FILTER_ETHERTYPE,
	FILTER_MARK,
	FILTER_TCP_FLAGS,
	FILTER_KINDS,
};

/* Matches when (address & mask) == value; IPv4 as ::ffff:a.b.c.d. */
struct address_filter {
	__u8 value[16];
	__u8 mask[16];
};

/* Matches first to last, both inclusive; host byte order. */
struct range_filter {
	__u32 first;
	__u32 last;
};

/* Matches when (bits & mask) == value. */
struct bits_filter {
	__u32 value;
	__u32 mask;
};

/* Zero-padded. */
struct name_filter {
	char name[16];
};

/*
 * A packet passes when it matches at least one alternative of every kind that is present (count > 0). A member here
 * means the same as the member of struct event with the same name.
 */
struct filter {
	struct address_filter src[FILTER_MAX];
	struct address_filter dst[FILTER_MAX];
	struct address_filter host[FILTER_MAX];
	struct name_filter ifname[FILTER_MAX]; /* matches this name in any netns */
	struct name_filter comm[FILTER_MAX];
	struct range_filter sport[FILTER_MAX];
	struct range_filter dport[FILTER_MAX];
	struct range_filter port[FILTER_MAX];
	struct range_filter protocol[FILTER_MAX];
	struct range_filter ip_version[FILTER_MAX];
	struct range_filter icmp_id[FILTER_MAX];
	struct range_filter len[FILTER_MAX];
	struct range_filter netns[FILTER_MAX];
	struct range_filter pid[FILTER_MAX];
	struct range_filter vlan_id[FILTER_MAX];
	struct range_filter ethertype[FILTER_MAX];
	struct bits_filter mark[FILTER_MAX];
	struct bits_filter tcp_flags[FILTER_MAX];
	__u8 count[FILTER_KINDS]; /* alternatives, by enum filter_kind */
	__u8 pad[6];
};

/* Which of the packets that pass the filter are recorded. 0: no such limit. */
struct selection {
	__u64 packets; /* limit on the number of recorded packets */
	__u32 sample;  /* record one packet in this many */
	__u32 first;   /* record this many packets of each flow */
	__u32 allow;   /* one address of the packet must be in map allow_list */
	__u32 deny;    /* no address of the packet may be in map deny_list */
	__u32 inner;   /* the header inside a tunnel may match instead of the outer one */
	__u32 pad;
};

#endif
