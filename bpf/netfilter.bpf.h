/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Decoders that fill struct netfilter from the arguments of netfilter, conntrack, NAT and bridge functions. Each gets
 * as many arguments as the function has, and returns the sk_buff.
 */
#ifndef SKBTRAIL_NETFILTER_BPF_H
#define SKBTRAIL_NETFILTER_BPF_H

#include "handlers.bpf.h"
#include "kernel_netfilter.bpf.h"

static __always_inline void decode_devices(struct call *call, struct net_device *in, struct net_device *out)
{
	if (in) {
		READ_NAME(call->detail.nf.in_ifname, in, name);
		call->detail.present |= DETAIL_NF_IN;
	}
	if (out) {
		READ_NAME(call->detail.nf.out_ifname, out, name);
		call->detail.present |= DETAIL_NF_OUT;
	}
}

static __always_inline void decode_state(struct call *call, const struct nf_hook_state *state)
{
	call->detail.nf.family = READ(state, pf);
	call->detail.nf.hook = READ(state, hook);
	call->detail.present |= DETAIL_NF;
	decode_devices(call, READ(state, in), READ(state, out));
}

/* nf_hook_slow(skb, state, entries, index), net/netfilter/core.c */
static __always_inline struct sk_buff *decode_nf_hook_slow(struct call *call, const __u64 *in)
{
	decode_state(call, (void *)in[1]);
	return (void *)in[0];
}

/*
 * ipt_do_table(table, skb, state), net/ipv4/netfilter/ip_tables.c; in this order since commit 8844e01062dd ("netfilter:
 * iptables: allow use of ipt_do_table as hookfn", v5.16). The recorder finds the position of the sk_buff in BTF and
 * skips the function where the position differs.
 */
static __always_inline struct sk_buff *decode_ipt_do_table(struct call *call, const __u64 *in)
{
	struct xt_table *table = (void *)in[0];

	decode_state(call, (void *)in[2]);
	READ_NAME(call->detail.nf.table, table, name);
	call->detail.nf.priority = READ(table, priority);
	call->detail.present |= DETAIL_NF_TABLE | DETAIL_NF_PRIORITY;
	return (void *)in[1];
}

/* ebt_do_table(table, skb, state), net/bridge/netfilter/ebtables.c */
static __always_inline struct sk_buff *decode_ebt_do_table(struct call *call, const __u64 *in)
{
	decode_state(call, (void *)in[2]);
	READ_NAME(call->detail.nf.table, (struct ebt_table *)in[0], name);
	call->detail.present |= DETAIL_NF_TABLE;
	return (void *)in[1];
}

static __always_inline void decode_chain(struct call *call, struct nft_chain *chain)
{
	struct netfilter *nf = &call->detail.nf;

	bpf_probe_read_kernel_str(nf->table, sizeof(nf->table), READ(READ(chain, table), name));
	bpf_probe_read_kernel_str(nf->chain, sizeof(nf->chain), READ(chain, name));
	call->detail.present |= DETAIL_NF_TABLE | DETAIL_NF_CHAIN;
}

/* nft_do_chain(pkt, chain), net/netfilter/nf_tables_core.c; the chain is part of a base chain. */
static __always_inline struct sk_buff *decode_nft_do_chain(struct call *call, const __u64 *in)
{
	struct nft_pktinfo *pkt = (void *)in[0];
	struct nft_chain *chain = (void *)in[1];
	struct nft_base_chain *base = NULL;

	base = (void *)chain - bpf_core_field_offset(base->chain);
	decode_state(call, nft_state(pkt));
	decode_chain(call, chain);
	call->detail.nf.priority = READ(base, ops.priority);
	call->detail.present |= DETAIL_NF_PRIORITY;
	return READ(pkt, skb);
}

static __always_inline void decode_rule(struct call *call, struct nft_traceinfo *info, struct nft_rule_dp *rule)
{
	/* Kernels before 5.17 store the rule in another form. */
	if (!bpf_core_field_exists(rule->handle) || !rule || READ_BITS(info, type) != NFT_TRACETYPE_RULE)
		return;
	call->detail.nf.rule = READ_BITS(rule, handle);
	call->detail.present |= DETAIL_NF_RULE;
}

/*
 * nft_trace_notify(pkt, verdict, rule, info), net/netfilter/nf_tables_trace.c: called for every rule that a packet
 * matches after a rule with "meta nftrace set 1". The reported chain is the base chain, even after a jump to another
 * chain.
 */
static __always_inline struct sk_buff *decode_nft_trace(struct call *call, const __u64 *in)
{
	struct nft_pktinfo *pkt = (void *)in[0];
	struct nft_traceinfo *info = (void *)in[3];
	const struct nft_base_chain *base = READ(info, basechain);

	decode_state(call, nft_state(pkt));
	decode_chain(call, (void *)base + bpf_core_field_offset(base->chain));
	decode_rule(call, info, (void *)in[2]);
	return READ(pkt, skb);
}

/* The older form with a single argument, info. */
static __always_inline struct sk_buff *decode_nft_trace_old(struct call *call, const __u64 *in)
{
	struct nft_traceinfo___old *info = (void *)in[0];
	struct nft_pktinfo *pkt = READ(info, pkt);

	decode_state(call, nft_state(pkt));
	decode_chain(call, READ(info, chain));
	decode_rule(call, (void *)in[0], READ(info, rule));
	return READ(pkt, skb);
}

static __always_inline void decode_connection(struct call *call, struct nf_conn *ct)
{
	/* The conntrack module may not be loaded. */
	if (!bpf_core_field_exists(ct->status) || !ct)
		return;
	call->detail.nf.ct_status = READ(ct, status);
	call->detail.present |= DETAIL_CT_STATUS;
}

static __always_inline struct nf_conn *connection_of(struct sk_buff *skb)
{
	unsigned long nfct = bpf_core_field_exists(skb->_nfct) ? READ(skb, _nfct) : 0;

	return (void *)(nfct & ~(unsigned long)CT_STATE_MASK);
}

/* nf_conntrack_in(skb, state), net/netfilter/nf_conntrack_core.c: the packet's connection is known at the return. */
static __always_inline struct sk_buff *decode_conntrack(struct call *call, const __u64 *in)
{
	decode_state(call, (void *)in[1]);
	return (void *)in[0];
}

/* __nf_conntrack_confirm(skb), net/netfilter/nf_conntrack_core.c */
static __always_inline struct sk_buff *decode_confirm(struct call *call, const __u64 *in)
{
	decode_connection(call, connection_of((void *)in[0]));
	return (void *)in[0];
}

/* nf_nat_manip_pkt(skb, ct, manipulation, direction), net/netfilter/nf_nat_proto.c */
static __always_inline struct sk_buff *decode_nat(struct call *call, const __u64 *in)
{
	decode_connection(call, (void *)in[1]);
	call->detail.nf.nat = in[2];
	call->detail.present |= DETAIL_NAT;
	return (void *)in[0];
}

/* A function registered at a hook: (private, skb, state) */
static __always_inline struct sk_buff *decode_hook(struct call *call, const __u64 *in)
{
	decode_state(call, (void *)in[2]);
	return (void *)in[1];
}

/*
 * The entry of a hook function when only its drops are wanted: most packets pass, and an event for each would cost more
 * than it tells.
 */
static __always_inline int on_hook_entry(struct sk_buff *skb, const struct nf_hook_state *state, __u64 place)
{
	struct life *life = find_life((__u64)skb);
	struct call call = {.skb = (__u64)skb};

	if (!life)
		return 0;
	decode_state(&call, state);
	enter_call(place, life, &call);
	return 0;
}

/*
 * Since 6.7 a hook function may free the packet itself to give a drop reason. It then returns NF_STOLEN with an errno
 * in the upper bits (NF_DROP_REASON in linux/netfilter.h).
 */
static __always_inline bool is_refusal(__u32 verdict)
{
	__u32 kind = verdict & NF_VERDICT_MASK;

	return kind == NF_DROP || (kind == NF_STOLEN && verdict >> NF_VERDICT_QBITS);
}

static __always_inline int on_hook_return(__u64 place, __u64 retval, struct template t)
{
	struct call *call = bpf_map_lookup_elem(&calls, &place);

	if (!call)
		return 0;
	if (is_refusal(retval))
		return on_return(place, retval, t);
	forget_call(place, call);
	return 0;
}

/* Transmit functions of the bridge: (port, skb) */
static __always_inline struct sk_buff *decode_bridge_port(struct call *call, const __u64 *in)
{
	struct net_bridge_port *port = (void *)in[0];
	struct sk_buff *skb = (void *)in[1];
	__u32 netns;

	/* The bridge module may not be loaded. */
	if (bpf_core_field_exists(port->dev))
		decode_devices(call, device_of(skb, &netns), READ(port, dev));
	return skb;
}

/* br_handle_frame(&skb), net/bridge/br_input.c */
static __always_inline struct sk_buff *decode_frame(struct call *call, const __u64 *in)
{
	struct sk_buff *skb = NULL;
	__u32 netns;

	bpf_probe_read_kernel(&skb, sizeof(skb), (void *)in[0]);
	decode_devices(call, device_of(skb, &netns), NULL);
	return skb;
}

#endif
