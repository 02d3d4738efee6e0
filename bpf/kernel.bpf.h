/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The members of kernel structs that the programs read, and no others: CO-RE finds each of them by name in the running
 * kernel's BTF, so neither order nor offsets matter here. Members that exist only in some kernels are in
 * core_compat.bpf.h.
 *
 * This file has the structs that every packet needs: namespaces, devices, processes, sockets, the sk_buff. Those of
 * netfilter, routes and qdiscs are in kernel_netfilter.bpf.h, kernel_route.bpf.h and kernel_qdisc.bpf.h.
 */
#ifndef SKBTRAIL_KERNEL_BPF_H
#define SKBTRAIL_KERNEL_BPF_H

#include <linux/bpf.h>
#include <linux/types.h>
#include <stdbool.h>
#include <stddef.h>

#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)

struct ns_common {
	unsigned int inum;
};

struct net {
	struct ns_common ns;
};

typedef struct {
	struct net *net;
} possible_net_t;

struct net_device {
	char name[16];
	int ifindex;
	struct in_device *ip_ptr;
	possible_net_t nd_net;
};

struct xdp_buff {
	void *data_hard_start; /* struct xdp_frame is placed here when the frame is forwarded */
};

struct task_struct {
	int pid;  /* of the thread */
	int tgid; /* of the process */
	char comm[16];
};

struct in6_addr {
	__u8 bytes[16];
};

struct sock_common {
	__be32 skc_daddr;
	__be32 skc_rcv_saddr;
	__be16 skc_dport;
	__u16 skc_num;
	unsigned short skc_family;
	volatile unsigned char skc_state;
	possible_net_t skc_net;
	struct in6_addr skc_v6_daddr;
	struct in6_addr skc_v6_rcv_saddr;
	struct {
		__s64 counter;
	} skc_cookie;
};

struct sock {
	struct sock_common __sk_common;
	__u16 sk_protocol;
	struct {
		struct {
			int counter;
		} rmem_alloc;
	} sk_backlog;
	int sk_rcvbuf;
	__u32 sk_ack_backlog;
	__u32 sk_max_ack_backlog;
};

struct sk_buff {
	struct sk_buff *next;
	struct net_device *dev;
	struct sock *sk;
	unsigned int len;
	unsigned int data_len;
	unsigned long _skb_refdst;
	unsigned long _nfct; /* with CONFIG_NF_CONNTRACK */
	__u16 queue_mapping;
	__u8 pkt_type : 3;
	int skb_iif;
	__u32 priority;
	__u32 hash;
	__u32 mark;
	__be16 vlan_proto;
	__u16 vlan_tci;
	__be16 protocol;
	__u16 network_header;
	__u16 mac_header;
	unsigned int end;
	unsigned char *head;
	unsigned char *data;
};

struct skb_shared_info {
	unsigned short gso_size;
	unsigned short gso_segs;
	unsigned int gso_type;
	struct sk_buff *frag_list;
};

struct ip_fraglist_iter {
	struct sk_buff *frag;
};

struct ip6_fraglist_iter {
	struct sk_buff *frag;
};

#pragma clang attribute pop

/* Protocol numbers: linux/if_ether.h, linux/in.h (IANA). */
#define ETH_P_IP 0x0800
#define ETH_P_ARP 0x0806
#define ETH_P_IPV6 0x86DD
#define ETH_P_8021Q 0x8100
#define ETH_P_8021AD 0x88A8
#define ETH_P_MPLS 0x8847
#define ETH_P_PPPOE 0x8864
#define ETH_P_TEB 0x6558 /* an Ethernet frame in GRE or Geneve */
#define CT_STATE_MASK 7	 /* NFCT_INFOMASK of linux/skbuff.h */
#define AF_INET 2
#define AF_INET6 10

enum {
	MAC_HEADER_UNSET = 0xffff, /* skb_mac_header_was_set(), include/linux/skbuff.h */
	TCP_TIME_WAIT = 6,	   /* include/net/tcp_states.h; such a socket has no sk_protocol */
	TCP_LISTEN = 10,
	TCP_NEW_SYN_RECV = 12, /* also without sk_protocol */
};

#endif
