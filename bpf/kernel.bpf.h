/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The members of kernel structs that are read, and no others: CO-RE finds each in the running kernel's BTF by
 * name, so neither order nor offsets matter here. A member that not every kernel has is in core_compat.bpf.h.
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

struct ipv4_devconf {
	int data[1];
};

struct in_device {
	struct ipv4_devconf cnf;
};

struct net_device {
	char name[16];
	int ifindex;
	struct in_device *ip_ptr;
	possible_net_t nd_net;
};

struct xdp_buff {
	void *data_hard_start; /* struct xdp_frame lies there when the frame is sent on */
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

struct nf_hook_state {
	__u8 hook;
	__u8 pf;
	struct net_device *in;
	struct net_device *out;
	struct net *net;
};

struct nft_pktinfo {
	struct sk_buff *skb;
	const struct nf_hook_state *state;
};

struct nft_table {
	char *name;
};

struct nft_chain {
	struct nft_table *table;
	char *name;
};

struct nf_hook_ops {
	int priority;
};

struct nft_base_chain {
	struct nf_hook_ops ops;
	struct nft_chain chain;
};

struct nft_rule_dp {
	__u64 is_last : 1, dlen : 12, handle : 42;
};

enum nft_trace_types {
	NFT_TRACETYPE_RULE = 3,
};

struct nft_traceinfo {
	enum nft_trace_types type : 8;
	const struct nft_base_chain *basechain;
};

struct xt_table {
	int priority;
	const char name[32];
};

struct ebt_table {
	char name[32];
};

struct nf_conn {
	unsigned long status;
};

struct net_bridge_port {
	struct net_device *dev;
};

struct dst_ops {
	unsigned short family;
};

struct dst_entry {
	struct net_device *dev;
	struct dst_ops *ops;
	short error;
};

struct rtable {
	struct dst_entry dst;
	__u16 rt_type;
	__u8 rt_gw_family;
	__be32 rt_gw4;
	struct in6_addr rt_gw6;
};

struct fib6_info {
	__u8 fib6_type;
};

struct rt6_info {
	struct dst_entry dst;
	struct fib6_info *from;
	struct in6_addr rt6i_gateway;
	__u32 rt6i_flags;
};

struct Qdisc_ops {
	char id[16];
};

struct sk_buff_head {
	__u32 qlen;
};

struct Qdisc {
	unsigned int flags;	     /* TCQ_F_* */
	struct sk_buff_head gso_skb; /* what the device gave back */
	const struct Qdisc_ops *ops;
	__u32 handle;
	struct {
		__u32 qlen;
	} q;
	struct {
		__u32 backlog;
	} qstats;
	long privdata[];
};

struct ptr_ring {
	int producer;
	int consumer_head;
	int size;
	void **queue;
};

struct skb_array {
	struct ptr_ring ring;
};

struct pfifo_fast_priv {
	struct skb_array q[3];
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
#define ETH_P_TEB 0x6558  /* an Ethernet frame in GRE or Geneve */
#define CT_STATE_MASK 7	  /* NFCT_INFOMASK of linux/skbuff.h */
#define SKB_DST_NOREF 1UL /* linux/skbuff.h */
#define RTF_GATEWAY 2	  /* linux/route.h */
#define NF_DROP 0	  /* linux/netfilter.h */
#define NF_STOLEN 2
#define NF_VERDICT_MASK 0xff
#define NF_VERDICT_QBITS 16
#define RTN_UNICAST 1		  /* linux/rtnetlink.h */
#define IPV4_DEVCONF_FORWARDING 1 /* linux/ip.h */
#define RTN_BLACKHOLE 6
#define RTN_UNREACHABLE 7
#define RTN_PROHIBIT 8
#define EACCES 13 /* asm-generic/errno.h */
#define EINVAL 22
#define ENETUNREACH 101
#define AF_INET 2
#define AF_INET6 10

#endif
