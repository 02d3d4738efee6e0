/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Fills struct sock_detail with how full the socket is that takes a packet. */
#ifndef SKBTRAIL_SOCKET_BPF_H
#define SKBTRAIL_SOCKET_BPF_H

#include "calls.bpf.h"

/* For a listening socket the connections that wait for accept, for any other its receive memory. */
static __always_inline void decode_socket(struct call *call, struct sock *sk)
{
	struct sock_detail *to = &call->detail.socket;

	call->sock = (__u64)sk;
	if (!sk || READ(sk, __sk_common.skc_state) == TCP_TIME_WAIT ||
	    READ(sk, __sk_common.skc_state) == TCP_NEW_SYN_RECV)
		return;
	if (READ(sk, __sk_common.skc_state) == TCP_LISTEN) {
		to->ack_backlog = READ(sk, sk_ack_backlog);
		to->max_ack_backlog = READ(sk, sk_max_ack_backlog);
		call->detail.present |= DETAIL_BACKLOG;
	} else {
		to->rmem_alloc = READ(sk, sk_backlog.rmem_alloc.counter);
		to->rcvbuf = READ(sk, sk_rcvbuf);
		call->detail.present |= DETAIL_RCVBUF;
	}
}

/* (sk, skb, ...): the socket takes the packet */
static __always_inline struct sk_buff *decode_receive(struct call *call, const __u64 *in)
{
	decode_socket(call, (void *)in[0]);
	return (void *)in[1];
}

/* tcp_conn_request(operations, family's operations, sk, skb), net/ipv4/tcp_input.c */
static __always_inline struct sk_buff *decode_listen(struct call *call, const __u64 *in)
{
	decode_socket(call, (void *)in[2]);
	return (void *)in[3];
}

#endif
