// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/*
 * Back-ends fentry and kprobe: functions by entry and return, and the tracepoints beside them. The programs are
 * templates: the recorder loads (fentry, raw tracepoint) or attaches (kprobe) one for each function.
 */
#include <linux/ptrace.h>
#include <bpf/bpf_tracing.h>
#include "handlers.bpf.h"
#include "lineage.bpf.h"
#include "netfilter.bpf.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

/* Functions by the position of their sk_buff argument. */
#define FUNCTION_WITH_SKB_AT(n)                                                                                        \
	SEC("fentry")                                                                                                  \
	int fentry_##n(__u64 *ctx)                                                                                     \
	{                                                                                                              \
		return on_entry((void *)ctx[n - 1], NULL, patched_template(ctx), (__u64)ctx);                          \
	}                                                                                                              \
	SEC("kprobe")                                                                                                  \
	int kprobe_##n(struct pt_regs *ctx)                                                                            \
	{                                                                                                              \
		return on_entry((void *)PT_REGS_PARM##n(ctx), NULL, cookie_template(ctx), entry_place(ctx));           \
	}

FUNCTION_WITH_SKB_AT(1)
FUNCTION_WITH_SKB_AT(2)
FUNCTION_WITH_SKB_AT(3)
FUNCTION_WITH_SKB_AT(4)
FUNCTION_WITH_SKB_AT(5)

/* A socket's segment on its way down: TCP tells it its socket only later. */
SEC("fentry")
int fentry_segment(__u64 *ctx)
{
	return on_entry((void *)ctx[1], (void *)ctx[0], patched_template(ctx), (__u64)ctx);
}

SEC("kprobe")
int kprobe_segment(struct pt_regs *ctx)
{
	return on_entry((void *)PT_REGS_PARM2(ctx), (void *)PT_REGS_PARM1(ctx), cookie_template(ctx), entry_place(ctx));
}

/* A netfilter function: decode fills struct call from the arguments and returns the sk_buff. */
#define NETFILTER_FUNCTION(name, decode, first, second, third)                                                         \
	SEC("fentry")                                                                                                  \
	int fentry_##name(__u64 *ctx)                                                                                  \
	{                                                                                                              \
		struct call call = {};                                                                                 \
		struct sk_buff *skb = decode(&call, (void *)ctx[first], (void *)ctx[second], (void *)ctx[third]);      \
		return on_detailed_entry(skb, &call, patched_template(ctx), (__u64)ctx);                               \
	}

#define NETFILTER_KPROBE(name, decode, first, second, third)                                                           \
	SEC("kprobe")                                                                                                  \
	int kprobe_##name(struct pt_regs *ctx)                                                                         \
	{                                                                                                              \
		struct call call = {};                                                                                 \
		struct sk_buff *skb = decode(&call, (void *)PT_REGS_PARM##first(ctx),                                  \
					     (void *)PT_REGS_PARM##second(ctx), (void *)PT_REGS_PARM##third(ctx));     \
		return on_detailed_entry(skb, &call, cookie_template(ctx), entry_place(ctx));                          \
	}

NETFILTER_FUNCTION(nf_hook_slow, decode_nf_hook_slow, 0, 1, 1)
NETFILTER_KPROBE(nf_hook_slow, decode_nf_hook_slow, 1, 2, 2)
NETFILTER_FUNCTION(ipt_do_table, decode_ipt_do_table, 0, 1, 2)
NETFILTER_KPROBE(ipt_do_table, decode_ipt_do_table, 1, 2, 3)
NETFILTER_FUNCTION(nft_do_chain, decode_nft_do_chain, 0, 1, 1)
NETFILTER_KPROBE(nft_do_chain, decode_nft_do_chain, 1, 2, 2)

SEC("fexit")
int fexit_return(__u64 *ctx)
{
	return on_return((__u64)ctx, function_result(ctx), patched_template(ctx));
}

SEC("kretprobe")
int kretprobe_return(struct pt_regs *ctx)
{
	return on_return(return_place(ctx), PT_REGS_RC(ctx), cookie_template(ctx));
}

/* Lineage: every such function has at least two arguments. */
SEC("fentry")
int fentry_lineage(__u64 *ctx)
{
	struct arguments in = {ctx[0], ctx[1]};

	return on_lineage_entry(in, patched_template(ctx), (__u64)ctx);
}

SEC("kprobe")
int kprobe_lineage(struct pt_regs *ctx)
{
	struct arguments in = {PT_REGS_PARM1(ctx), PT_REGS_PARM2(ctx)};

	return on_lineage_entry(in, cookie_template(ctx), entry_place(ctx));
}

SEC("fexit")
int fexit_lineage(__u64 *ctx)
{
	return on_lineage_return((__u64)ctx, function_result(ctx), patched_template(ctx));
}

SEC("kretprobe")
int kretprobe_lineage(struct pt_regs *ctx)
{
	return on_lineage_return(return_place(ctx), PT_REGS_RC(ctx), cookie_template(ctx));
}

SEC("raw_tp")
int raw_tp_skb(struct bpf_raw_tracepoint_args *ctx)
{
	struct drop none = {};

	return on_tracepoint((void *)ctx->args[0], NULL, patched_template(ctx), none);
}

SEC("raw_tp")
int raw_tp_segment(struct bpf_raw_tracepoint_args *ctx)
{
	struct drop none = {};

	return on_tracepoint((void *)ctx->args[1], (void *)ctx->args[0], patched_template(ctx), none);
}

SEC("raw_tp")
int raw_tp_kfree_skb(struct bpf_raw_tracepoint_args *ctx)
{
	struct drop drop = {ctx->args[1], kernel_has_drop_reasons() ? ctx->args[2] : 0};

	return on_tracepoint((void *)ctx->args[0], NULL, patched_template(ctx), drop);
}
