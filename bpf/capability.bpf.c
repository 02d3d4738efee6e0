// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/*
 * Checks what this kernel allows: one minimal program for each feature that a back-end needs, loaded and attached on
 * its own. The kernel itself decides; no version, configuration or lockdown level is checked.
 */
#include <linux/bpf.h>
#include <linux/ptrace.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include "core_compat.bpf.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

SEC("fentry")
int fentry_works(__u64 *ctx)
{
	__u64 word;

	return bpf_probe_read_kernel(&word, sizeof(word), (void *)ctx[0]) & 0;
}

SEC("fexit")
int fexit_works(__u64 *ctx)
{
	__u64 retval;

	return kernel_has_func_ret() ? bpf_get_func_ret(ctx, &retval) & 0 : 0;
}

SEC("kprobe")
int kprobe_works(struct pt_regs *ctx)
{
	__u64 word;

	bpf_probe_read_kernel(&word, sizeof(word), (void *)PT_REGS_PARM1(ctx));
	return kernel_has_cookies() ? bpf_get_attach_cookie(ctx) & 0 : 0;
}

SEC("raw_tp")
int raw_tracepoint_works(struct bpf_raw_tracepoint_args *ctx)
{
	return ctx->args[0] & 0;
}

SEC("raw_tp")
int fetch_works(void *ctx)
{
	__u64 counter = 0;

	return __sync_fetch_and_add(&counter, 1);
}

SEC("tc")
int tc_works(struct __sk_buff *ctx)
{
	return ctx->len & 0;
}

SEC("netfilter")
int netfilter_works(__u64 *ctx)
{
	return 1;
}
