/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Kernel structs of netfilter (hooks, tables, chains, rules), of connection tracking and of the bridge. As in
 * kernel.bpf.h, only the members that are read.
 */
#ifndef SKBTRAIL_KERNEL_NETFILTER_BPF_H
#define SKBTRAIL_KERNEL_NETFILTER_BPF_H

#include "kernel.bpf.h"

#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)

struct nf_hook_state {
	__u8 hook;
	__u8 pf;
	struct net_device *in;
	struct net_device *out;
	struct net *net;
};

struct nft_pktinfo {
	struct sk_buff *skb;
	const struct nf_hook_state *state;
};

struct nft_table {
	char *name;
};

struct nft_chain {
	struct nft_table *table;
	char *name;
};

struct nf_hook_ops {
	int priority;
};

struct nft_base_chain {
	struct nf_hook_ops ops;
	struct nft_chain chain;
};

struct nft_rule_dp {
	__u64 is_last : 1, dlen : 12, handle : 42;
};

enum nft_trace_types {
	NFT_TRACETYPE_RULE = 3,
};

struct nft_traceinfo {
	enum nft_trace_types type : 8;
	const struct nft_base_chain *basechain;
};

struct xt_table {
	int priority;
	const char name[32];
};

struct ebt_table {
	char name[32];
};

struct nf_conn {
	unsigned long status;
};

struct net_bridge_port {
	struct net_device *dev;
};

#pragma clang attribute pop

#define NF_DROP 0 /* linux/netfilter.h */
#define NF_STOLEN 2
#define NF_VERDICT_MASK 0xff
#define NF_VERDICT_QBITS 16

#endif
