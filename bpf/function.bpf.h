/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The programs for a traced function, by the position of its arguments: one for fentry, which finds them in its
 * context, and one for kprobe, which finds them in the registers.
 */
#ifndef SKBTRAIL_FUNCTION_BPF_H
#define SKBTRAIL_FUNCTION_BPF_H

#include <linux/ptrace.h>
#include <bpf/bpf_tracing.h>
#include "handlers.bpf.h"

/* Functions, by the position of their sk_buff argument. */
#define FUNCTION_WITH_SKB_AT(n)                                                                                        \
	SEC("fentry")                                                                                                  \
	int fentry_##n(__u64 *ctx)                                                                                     \
	{                                                                                                              \
		return on_entry((void *)ctx[n - 1], NULL, patched_template(ctx), (__u64)ctx);                          \
	}                                                                                                              \
	SEC("kprobe")                                                                                                  \
	int kprobe_##n(struct pt_regs *ctx)                                                                            \
	{                                                                                                              \
		struct template t = cookie_template(ctx);                                                              \
                                                                                                                       \
		return on_entry((void *)PT_REGS_PARM##n(ctx), NULL, t, entry_place(ctx, t));                           \
	}

/* The arguments of a function with this many: a program may not read more. */
#define ARGUMENTS_1                                                                                                    \
	{                                                                                                              \
		ctx[0]                                                                                                 \
	}
#define ARGUMENTS_2                                                                                                    \
	{                                                                                                              \
		ctx[0], ctx[1]                                                                                         \
	}
#define ARGUMENTS_3                                                                                                    \
	{                                                                                                              \
		ctx[0], ctx[1], ctx[2]                                                                                 \
	}
#define ARGUMENTS_4                                                                                                    \
	{                                                                                                              \
		ctx[0], ctx[1], ctx[2], ctx[3]                                                                         \
	}
#define ARGUMENTS_IN_REGISTERS                                                                                         \
	{                                                                                                              \
		PT_REGS_PARM1(ctx), PT_REGS_PARM2(ctx), PT_REGS_PARM3(ctx), PT_REGS_PARM4(ctx)                         \
	}

/* A function whose arguments are decoded: decode_name fills struct call and returns the sk_buff. */
#define DECODED_FUNCTION(name, count)                                                                                  \
	SEC("fentry")                                                                                                  \
	int fentry_##name(__u64 *ctx)                                                                                  \
	{                                                                                                              \
		const __u64 in[] = ARGUMENTS_##count;                                                                  \
		struct call call = {};                                                                                 \
		struct sk_buff *skb = decode_##name(&call, in);                                                        \
		return on_detailed(skb, &call, patched_template(ctx), KIND_ENTRY, (__u64)ctx);                         \
	}                                                                                                              \
	SEC("kprobe")                                                                                                  \
	int kprobe_##name(struct pt_regs *ctx)                                                                         \
	{                                                                                                              \
		struct template t = cookie_template(ctx);                                                              \
		const __u64 in[] = ARGUMENTS_IN_REGISTERS;                                                             \
		struct call call = {};                                                                                 \
		struct sk_buff *skb = decode_##name(&call, in);                                                        \
		return on_detailed(skb, &call, t, KIND_ENTRY, entry_place(ctx, t));                                    \
	}

#endif
