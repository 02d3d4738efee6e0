/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * One program serves many functions; only a few numbers differ. For fentry and tracepoints the recorder patches them
 * into two instructions before it loads another copy of the program; a kprobe gets them as its cookie.
 */
#ifndef SKBTRAIL_TEMPLATE_BPF_H
#define SKBTRAIL_TEMPLATE_BPF_H

#include <linux/ptrace.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include "core_compat.bpf.h"
#include "events.h"

struct template
{
	__u32 id;	/* the recorder's number of the probe */
	__u8 role;	/* enum probe_role */
	__u8 width;	/* of the return value, bytes */
	__u8 is_signed; /* return value */
	__u8 verdict;	/* the return value decides the packet's fate */
	void *ctx;	/* the program's context, which helpers need */
};

/* 32 bits: role, width, is_signed, verdict, a byte each from the lowest. */
static __always_inline struct template unpack(void *ctx, __u32 id, __u32 traits)
{
	struct template t = {id, traits, traits >> 8, traits >> 16, traits >> 24, ctx};

	return t;
}

static __always_inline struct template patched_template(void *ctx)
{
	__u32 id, traits;

	asm volatile("%0 = %1" : "=r"(id) : "i"(PATCH_ID));
	asm volatile("%0 = %1" : "=r"(traits) : "i"(PATCH_TRAITS));
	return unpack(ctx, id, traits);
}

static __always_inline struct template cookie_template(void *ctx)
{
	__u64 cookie;

	if (!kernel_has_cookies())
		return patched_template(ctx);
	cookie = bpf_get_attach_cookie(ctx);
	return unpack(ctx, cookie, cookie >> 32);
}

#define TRAMPOLINE_ARGUMENTS 6 /* FentryBackend takes no function with more */

/* Return value of the function that an fexit program is attached to; 0 for a void function. */
static __always_inline __u64 function_result(__u64 *ctx)
{
	__u64 result = 0;
	__u32 arguments;

	if (kernel_has_func_ret()) {
		bpf_get_func_ret(ctx, &result);
		return result;
	}
	asm volatile("%0 = %1" : "=r"(arguments) : "i"(PATCH_ARGUMENTS));
	/*
	 * Not read directly: the verifier tracks pointers as such and does not allow comparing or storing them as
	 * numbers.
	 */
	if (arguments <= TRAMPOLINE_ARGUMENTS)
		bpf_probe_read_kernel(&result, sizeof(result), ctx + arguments);
	return result;
}

/* Extends the return value: the function set only the lower width bytes of the register. */
static __always_inline __s64 widen(__u64 value, struct template t)
{
	__u32 unused = (sizeof(__u64) - t.width) * 8 & 63;

	return t.is_signed ? (__s64)(value << unused) >> unused : (__s64)(value << unused >> unused);
}

/*
 * A function that ends in a tail call passes its stack position on to the called function, so the probe's number is
 * mixed in to distinguish the two calls. Without it, the upper 16 bits of a position are all ones. (With fentry, each
 * call has a stack frame of its own.)
 */
static __always_inline __u64 place_of_probe(__u64 place, struct template t)
{
	return place ^ (__u64)t.id << 48;
}

/*
 * The position of a call on the kernel stack. At the entry the stack pointer points at the return address. A kretprobe
 * runs after the return has popped that address (x86), or sees the stack pointer unchanged because the address never
 * was on the stack (arm64). kprobe.multi on top of the function graph tracer (commit 4346ba160409, "fprobe: Rewrite
 * fprobe on function-graph tracer", v6.14) pushes the registers right below the return address (return_to_handler,
 * arch/x86/kernel/ftrace_64.S) and stores their address as the stack pointer.
 */
#ifdef RESTRICTED
#elif defined(__TARGET_ARCH_x86)
static __always_inline __u64 entry_place(struct pt_regs *ctx, struct template t)
{
	return place_of_probe(PT_REGS_SP(ctx), t);
}

static __always_inline __u64 return_place(struct pt_regs *ctx, struct template t)
{
	__u64 sp = PT_REGS_SP(ctx);

	return place_of_probe(sp == (__u64)ctx ? sp + sizeof(*ctx) : sp - sizeof(__u64), t);
}
#else
#define entry_place(ctx, t) place_of_probe(PT_REGS_SP(ctx), t)
#define return_place(ctx, t) place_of_probe(PT_REGS_SP(ctx), t)
#endif

#endif
