/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Arguments of netfilter's functions, into the members of struct netfilter. */
#ifndef SKBTRAIL_NETFILTER_BPF_H
#define SKBTRAIL_NETFILTER_BPF_H

#include "calls.bpf.h"

static __always_inline void decode_state(struct call *call, const struct nf_hook_state *state)
{
	struct net_device *in = READ(state, in), *out = READ(state, out);

	call->detail.nf.family = READ(state, pf);
	call->detail.nf.hook = READ(state, hook);
	call->present |= HAS_NF;
	if (in) {
		READ_NAME(call->detail.nf.in_ifname, in, name);
		call->present |= HAS_NF_IN;
	}
	if (out) {
		READ_NAME(call->detail.nf.out_ifname, out, name);
		call->present |= HAS_NF_OUT;
	}
}

/* nf_hook_slow(skb, state, entries, index), net/netfilter/core.c */
static __always_inline struct sk_buff *decode_nf_hook_slow(struct call *call, void *skb, void *state, void *unused)
{
	decode_state(call, state);
	return skb;
}

/*
 * ipt_do_table(table, skb, state), net/ipv4/netfilter/ip_tables.c; the order since commit 8844e01062dd
 * ("netfilter: iptables: allow use of ipt_do_table as hookfn", v5.16). The recorder finds the position of the
 * sk_buff in BTF and leaves the function out where it is another one.
 */
static __always_inline struct sk_buff *decode_ipt_do_table(struct call *call, void *table, void *skb, void *state)
{
	decode_state(call, state);
	READ_NAME(call->detail.nf.table, (struct xt_table *)table, name);
	call->present |= HAS_NF_TABLE;
	return skb;
}

/* nft_do_chain(pkt, chain), net/netfilter/nf_tables_core.c */
static __always_inline struct sk_buff *decode_nft_do_chain(struct call *call, void *argument, void *base, void *unused)
{
	struct nft_pktinfo *pkt = argument;
	struct nft_chain *chain = base;

	decode_state(call, nft_state(pkt));
	bpf_probe_read_kernel_str(call->detail.nf.table, sizeof(call->detail.nf.table), READ(READ(chain, table), name));
	bpf_probe_read_kernel_str(call->detail.nf.chain, sizeof(call->detail.nf.chain), READ(chain, name));
	call->present |= HAS_NF_TABLE | HAS_NF_CHAIN;
	return READ(pkt, skb);
}

#endif
