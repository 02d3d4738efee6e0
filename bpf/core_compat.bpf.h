/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * All differences between kernel versions, in one place. Each guard names the commit that introduced the difference and
 * checks the running kernel's BTF, never its version, because distributions backport.
 */
#ifndef SKBTRAIL_CORE_COMPAT_BPF_H
#define SKBTRAIL_CORE_COMPAT_BPF_H

#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>
#include "kernel.bpf.h"
#include "kernel_netfilter.bpf.h"
#include "read.bpf.h"

/*
 * Commit 354259fa73e2 ("net: remove skb->vlan_present", v6.2): before it, the bit vlan_present says whether vlan_tci is
 * valid; since then, vlan_all != 0 says so.
 * https://github.com/torvalds/linux/commit/354259fa73e2
 */
struct sk_buff___vlan_present {
	__u8 vlan_present : 1;
} __attribute__((preserve_access_index));

static __always_inline bool skb_has_vlan(struct sk_buff *skb)
{
	struct sk_buff___vlan_present *old = (void *)skb;

	if (bpf_core_field_exists(old->vlan_present))
		return READ_BITS(old, vlan_present);
	return READ(skb, vlan_proto) | READ(skb, vlan_tci);
}

/*
 * Commit c504e5c2f964 ("net: skb: introduce kfree_skb_reason()", v5.17): it added the drop reason as the third argument
 * of tracepoint kfree_skb, and the enum to the kernel.
 * https://github.com/torvalds/linux/commit/c504e5c2f964
 */
enum skb_drop_reason {
	SKB_DROP_REASON_UNUSED_HERE,
};

static __always_inline bool kernel_has_drop_reasons(void)
{
	return bpf_core_type_exists(enum skb_drop_reason);
}

/*
 * Commit 897389de4828 ("netfilter: nf_tables: remove xt_action_param from nft_pktinfo", v5.14): before it, the hook
 * state is reached through pkt->xt.
 * https://github.com/torvalds/linux/commit/897389de4828
 */
struct xt_action_param___old {
	const struct nf_hook_state *state;
} __attribute__((preserve_access_index));

struct nft_pktinfo___old {
	struct xt_action_param___old xt;
} __attribute__((preserve_access_index));

static __always_inline const struct nf_hook_state *nft_state(struct nft_pktinfo *pkt)
{
	struct nft_pktinfo___old *old = (void *)pkt;

	if (bpf_core_field_exists(pkt->state))
		return READ(pkt, state);
	return READ(old, xt.state);
}

/*
 * tc and netfilter programs may call bpf_get_current_pid_tgid only since commit eb166e522c77 ("bpf: Allow helper
 * bpf_get_[ns_]current_pid_tgid() for all prog types", v6.10), and bpf_get_current_comm only since commit ee971630f20f
 * ("bpf: Allow some trace helpers for all prog types", v6.16). They may read the task struct itself since commit
 * a396eda5517a ("bpf: Extend bpf_base_func_proto helpers with bpf_get_current_task_btf()", v5.15).
 * https://github.com/torvalds/linux/commit/eb166e522c77
 * https://github.com/torvalds/linux/commit/ee971630f20f
 * https://github.com/torvalds/linux/commit/a396eda5517a
 */
static __always_inline __u64 current_pid_tgid(void)
{
#ifdef RESTRICTED
	struct task_struct *task = bpf_get_current_task_btf();

	return (__u64)task->tgid << 32 | (__u32)task->pid;
#else
	return bpf_get_current_pid_tgid();
#endif
}

/* to: 16 bytes */
static __always_inline void current_comm(char *to)
{
#ifdef RESTRICTED
	struct task_struct *task = bpf_get_current_task_btf();

	__builtin_memcpy(to, task->comm, 16);
#else
	bpf_get_current_comm(to, 16);
#endif
}

/*
 * Commit 7adfc6c9b315 ("bpf: Add bpf_get_attach_cookie() BPF helper to access bpf_cookie value", v5.15): before it, a
 * kprobe program cannot tell which function it runs for, so the recorder loads one copy for each function.
 * https://github.com/torvalds/linux/commit/7adfc6c9b315
 */
static __always_inline bool kernel_has_cookies(void)
{
	return bpf_core_enum_value_exists(enum bpf_func_id, BPF_FUNC_get_attach_cookie);
}

/*
 * Commit f92c1e183604 ("bpf: Add get_func_[arg|ret|arg_cnt] helpers", v5.17): before it, the return value is in the
 * context after the last argument, at an offset that must be a constant.
 * https://github.com/torvalds/linux/commit/f92c1e183604
 */
static __always_inline bool kernel_has_func_ret(void)
{
	return bpf_core_enum_value_exists(enum bpf_func_id, BPF_FUNC_get_func_ret);
}

/*
 * Commit 698bb828a6c2 ("netfilter: nf_tables: do not store pktinfo in traceinfo structure", v6.4) and its successors:
 * before them, everything that nft_trace_notify reports is reached through its only argument.
 * https://github.com/torvalds/linux/commit/698bb828a6c2
 */
struct nft_traceinfo___old {
	struct nft_pktinfo *pkt;
	struct nft_chain *chain;
	struct nft_rule_dp *rule;
} __attribute__((preserve_access_index));

#endif
