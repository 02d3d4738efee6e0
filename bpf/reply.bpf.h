/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What the kernel sends back because of a packet: a TCP reset with its reason, an ICMP error with its type. */
#ifndef SKBTRAIL_REPLY_BPF_H
#define SKBTRAIL_REPLY_BPF_H

#include "calls.bpf.h"

/*
 * tcp_v4_send_reset(sk, skb, reason), net/ipv4/tcp_ipv4.c; reason exists since commit 6be49deaa095 ("rstreason: prepare
 * for passive reset", v6.10).
 */
static __always_inline struct sk_buff *decode_reset(struct call *call, const __u64 *in)
{
	call->sock = in[0];
	call->detail.socket.reset_reason = in[2];
	call->detail.present |= DETAIL_RESET;
	return (void *)in[1];
}

/* __icmp_send(skb, type, code, ...), net/ipv4/icmp.c; icmp6_send, net/ipv6/icmp.c */
static __always_inline struct sk_buff *decode_error(struct call *call, const __u64 *in)
{
	call->detail.error.type = in[1];
	call->detail.error.code = in[2];
	call->detail.present |= DETAIL_ERROR;
	return (void *)in[0];
}

#endif
