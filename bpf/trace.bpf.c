// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/*
 * Back-ends fentry and kprobe: function entries and returns, and tracepoints. The programs are templates: the recorder
 * loads (fentry, raw tracepoint) or attaches (kprobe) one for each function.
 */
#include <linux/ptrace.h>
#include <bpf/bpf_tracing.h>
#include "after.bpf.h"
#include "function.bpf.h"
#include "handlers.bpf.h"
#include "lineage.bpf.h"
#include "netfilter.bpf.h"
#include "qdisc.bpf.h"
#include "reply.bpf.h"
#include "route.bpf.h"
#include "socket.bpf.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

FUNCTION_WITH_SKB_AT(1)
FUNCTION_WITH_SKB_AT(2)
FUNCTION_WITH_SKB_AT(3)
FUNCTION_WITH_SKB_AT(4)
FUNCTION_WITH_SKB_AT(5)

/* An outgoing segment of a socket: TCP sets skb->sk only later. */
SEC("fentry")
int fentry_segment(__u64 *ctx)
{
	return on_entry((void *)ctx[1], (void *)ctx[0], patched_template(ctx), (__u64)ctx);
}

SEC("kprobe")
int kprobe_segment(struct pt_regs *ctx)
{
	struct template t = cookie_template(ctx);

	return on_entry((void *)PT_REGS_PARM2(ctx), (void *)PT_REGS_PARM1(ctx), t, entry_place(ctx, t));
}

DECODED_FUNCTION(nf_hook_slow, 2)
DECODED_FUNCTION(ipt_do_table, 3)
DECODED_FUNCTION(ebt_do_table, 3)
DECODED_FUNCTION(nft_do_chain, 2)
DECODED_FUNCTION(nft_trace, 4)
DECODED_FUNCTION(nft_trace_old, 1)
DECODED_FUNCTION(conntrack, 2)
DECODED_FUNCTION(confirm, 1)
DECODED_FUNCTION(nat, 3)
DECODED_FUNCTION(hook, 3)
DECODED_FUNCTION(bridge_port, 2)
DECODED_FUNCTION(frame, 1)
DECODED_FUNCTION(routed_1, 1)
DECODED_FUNCTION(routed_3, 3)
DECODED_FUNCTION(qdisc, 2)
DECODED_FUNCTION(receive, 2)
DECODED_FUNCTION(listen, 4)
DECODED_FUNCTION(reset, 3)
DECODED_FUNCTION(error, 3)

SEC("fexit")
int fexit_return(__u64 *ctx)
{
	return on_return((__u64)ctx, function_result(ctx), patched_template(ctx));
}

SEC("kretprobe")
int kretprobe_return(struct pt_regs *ctx)
{
	struct template t = cookie_template(ctx);

	return on_return(return_place(ctx, t), PT_REGS_RC(ctx), t);
}

/* A function registered at a netfilter hook: (private, skb, state). */
SEC("fentry")
int fentry_refusal(__u64 *ctx)
{
	return on_hook_entry((void *)ctx[1], (void *)ctx[2], (__u64)ctx);
}

SEC("kprobe")
int kprobe_refusal(struct pt_regs *ctx)
{
	struct template t = cookie_template(ctx);

	return on_hook_entry((void *)PT_REGS_PARM2(ctx), (void *)PT_REGS_PARM3(ctx), entry_place(ctx, t));
}

SEC("fexit")
int fexit_refusal(__u64 *ctx)
{
	return on_hook_return((__u64)ctx, function_result(ctx), patched_template(ctx));
}

SEC("kretprobe")
int kretprobe_refusal(struct pt_regs *ctx)
{
	struct template t = cookie_template(ctx);

	return on_hook_return(return_place(ctx, t), PT_REGS_RC(ctx), t);
}

SEC("fexit")
int fexit_after(__u64 *ctx)
{
	return on_return_after((__u64)ctx, function_result(ctx), patched_template(ctx));
}

SEC("kretprobe")
int kretprobe_after(struct pt_regs *ctx)
{
	struct template t = cookie_template(ctx);

	return on_return_after(return_place(ctx, t), PT_REGS_RC(ctx), t);
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
	struct template t = cookie_template(ctx);
	struct arguments in = {PT_REGS_PARM1(ctx), PT_REGS_PARM2(ctx)};

	return on_lineage_entry(in, t, entry_place(ctx, t));
}

SEC("fexit")
int fexit_lineage(__u64 *ctx)
{
	return on_lineage_return((__u64)ctx, function_result(ctx), patched_template(ctx));
}

SEC("kretprobe")
int kretprobe_lineage(struct pt_regs *ctx)
{
	struct template t = cookie_template(ctx);

	return on_lineage_return(return_place(ctx, t), PT_REGS_RC(ctx), t);
}

SEC("fexit")
int fexit_alloc(__u64 *ctx)
{
	return on_allocated(function_result(ctx));
}

SEC("kretprobe")
int kretprobe_alloc(struct pt_regs *ctx)
{
	return on_allocated(PT_REGS_RC(ctx));
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

/* qdisc_enqueue(qdisc, txq, skb) and qdisc_dequeue(qdisc, txq, packets, skb), include/trace/events/qdisc.h */
static __always_inline int on_qdisc(void *ctx, __u64 qdisc, __u64 skb)
{
	struct call call = {};

	if (!skb) /* the qdisc was empty */
		return 0;
	decode_queue(&call, (void *)qdisc);
	return on_detailed((void *)skb, &call, patched_template(ctx), KIND_TRACEPOINT, 0);
}

SEC("raw_tp")
int raw_tp_qdisc_enqueue(struct bpf_raw_tracepoint_args *ctx)
{
	return on_qdisc(ctx, ctx->args[0], ctx->args[2]);
}

SEC("raw_tp")
int raw_tp_qdisc_dequeue(struct bpf_raw_tracepoint_args *ctx)
{
	return on_qdisc(ctx, ctx->args[0], ctx->args[3]);
}
