/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * One program serves many functions. What differs is a number: for fentry and tracepoints the recorder patches it
 * into two instructions before it loads the program again; a kprobe gets it as its cookie.
 */
#ifndef SKBTRAIL_TEMPLATE_BPF_H
#define SKBTRAIL_TEMPLATE_BPF_H

#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include "events.h"

struct template
{
	__u32 id;	/* the recorder's number of the probe */
	__u8 role;	/* enum probe_role */
	__u8 width;	/* of the return value, bytes */
	__u8 is_signed; /* return value */
	__u8 verdict;	/* the return value decides the packet's fate */
};

/* 32 bits: role, width, is_signed, verdict, a byte each from the lowest. */
static __always_inline struct template unpack(__u32 id, __u32 traits)
{
	struct template t = {id, traits, traits >> 8, traits >> 16, traits >> 24};

	return t;
}

static __always_inline struct template patched_template(void)
{
	__u32 id, traits;

	asm volatile("%0 = %1" : "=r"(id) : "i"(PATCH_ID));
	asm volatile("%0 = %1" : "=r"(traits) : "i"(PATCH_TRAITS));
	return unpack(id, traits);
}

static __always_inline struct template cookie_template(void *ctx)
{
	__u64 cookie = bpf_get_attach_cookie(ctx);

	return unpack(cookie, cookie >> 32);
}

static __always_inline __s64 widen(__u64 value, struct template t)
{
	if (t.width == 1)
		return (__u8)value;
	if (t.width == 4)
		return t.is_signed ? (__s64)(__s32)value : (__s64)(__u32)value;
	return value;
}

/*
 * Where a call stands on the kernel stack. At the entry the stack pointer is at the return address; a kretprobe
 * sees it after the return took that address off (x86), or unchanged where it never was on the stack (arm64).
 */
#ifdef RESTRICTED
#elif defined(__TARGET_ARCH_x86)
#define entry_place(ctx) ((__u64)PT_REGS_SP(ctx))
#define return_place(ctx) ((__u64)PT_REGS_SP(ctx) - sizeof(__u64))
#else
#define entry_place(ctx) ((__u64)PT_REGS_SP(ctx))
#define return_place(ctx) ((__u64)PT_REGS_SP(ctx))
#endif

#endif
