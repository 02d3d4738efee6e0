/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Made by event.awk from queries/schema/event.csv: change that, and make writes this. Every struct has members of
 * fixed width, the widest first, and explicit padding. Numbers are in host byte order, IPv4 addresses are
 * ::ffff:a.b.c.d; what the trace shows as a name is the kernel's number, or one of events.h.
 */
#ifndef SKBTRAIL_EVENT_H
#define SKBTRAIL_EVENT_H

#include <linux/types.h>

#define FIELDS_MAX 4 /* user columns */

/* event.present: which members of struct event and struct tunnel carry a value. */
#define HAS_DETAIL             (1ULL <<  0) /* detail */
#define HAS_FUNCTION           (1ULL <<  1) /* probe */
#define HAS_PACKET             (1ULL <<  2) /* packet, skb */
#define HAS_SEQ                (1ULL <<  3) /* seq */
#define HAS_LINEAGE            (1ULL <<  4) /* parent, lineage */
#define HAS_RETVAL             (1ULL <<  5) /* retval */
#define HAS_VERDICT            (1ULL <<  6) /* verdict */
#define HAS_REASON             (1ULL <<  7) /* drop_reason */
#define HAS_DROP               (1ULL <<  8) /* drop_address */
#define HAS_HEAD               (1ULL <<  9) /* skb_head */
#define HAS_SOCK               (1ULL << 10) /* sock */
#define HAS_COOKIE             (1ULL << 11) /* sock_cookie */
#define HAS_NETNS              (1ULL << 12) /* netns */
#define HAS_DEV                (1ULL << 13) /* ifindex, ifname */
#define HAS_IIF                (1ULL << 14) /* iif */
#define HAS_TASK               (1ULL << 15) /* pid, tid, comm */
#define HAS_SKB                (1ULL << 16) /* len, data_len, headroom, mark, priority, hash, queue, pkt_type */
#define HAS_GSO                (1ULL << 17) /* gso_size, gso_segs, gso_type */
#define HAS_LINK               (1ULL << 18) /* src_mac, dst_mac */
#define HAS_ETHERTYPE          (1ULL << 19) /* ethertype */
#define HAS_VLAN               (1ULL << 20) /* vlan_id */
#define HAS_ARP                (1ULL << 21) /* arp_op, saddr, daddr */
#define HAS_ADDRESS            (1ULL << 22) /* ip_version, saddr, daddr, protocol */
#define HAS_IP                 (1ULL << 23) /* tos, ttl, ip_len */
#define HAS_IP_ID              (1ULL << 24) /* ip_id */
#define HAS_FRAGMENT           (1ULL << 25) /* frag_off */
#define HAS_IPV6_EXT           (1ULL << 26) /* ipv6_ext */
#define HAS_PORTS              (1ULL << 27) /* sport, dport */
#define HAS_TCP                (1ULL << 28) /* tcp_flags, l4_word, tcp_ack, tcp_window */
#define HAS_ICMP               (1ULL << 29) /* icmp_type, icmp_code */
#define HAS_ECHO               (1ULL << 30) /* icmp_id, icmp_seq */
#define HAS_GRE_KEY            (1ULL << 31) /* l4_word */
#define HAS_ESP_SPI            (1ULL << 32) /* l4_word */
#define HAS_PAYLOAD            (1ULL << 33) /* payload_len */
#define HAS_TUNNEL             (1ULL << 34) /* tunnel.type */
#define HAS_TUNNEL_ID          (1ULL << 35) /* tunnel.id */
#define HAS_INNER              (1ULL << 36) /* tunnel.saddr, tunnel.daddr, tunnel.protocol */
#define HAS_INNER_PORTS        (1ULL << 37) /* tunnel.sport, tunnel.dport */
#define HAS_CT_STATE           (1ULL << 38) /* ct_state */
#define HAS_TCP_STATE          (1ULL << 39) /* tcp_state */
#define HAS_STACK              (1ULL << 40) /* stack_id */
#define HAS_LOSS               (1ULL << 41) /* lost, lost_cause */
#define HAS_FIELD_0            (1ULL << 42) /* field[0] */
#define HAS_FIELD_1            (1ULL << 43) /* field[1] */
#define HAS_FIELD_2            (1ULL << 44) /* field[2] */
#define HAS_FIELD_3            (1ULL << 45) /* field[3] */

/* detail.present: the same of the other structs. */
#define DETAIL_NF_IN           (1ULL <<  0) /* netfilter.in_ifname */
#define DETAIL_NF_OUT          (1ULL <<  1) /* netfilter.out_ifname */
#define DETAIL_NF              (1ULL <<  2) /* netfilter.family, netfilter.hook */
#define DETAIL_NF_TABLE        (1ULL <<  3) /* netfilter.table */
#define DETAIL_NF_CHAIN        (1ULL <<  4) /* netfilter.chain */
#define DETAIL_NF_RULE         (1ULL <<  5) /* netfilter.rule */
#define DETAIL_NF_PRIORITY     (1ULL <<  6) /* netfilter.priority */
#define DETAIL_CT_STATUS       (1ULL <<  7) /* netfilter.ct_status */
#define DETAIL_NAT             (1ULL <<  8) /* netfilter.nat */
#define DETAIL_ROUTE           (1ULL <<  9) /* route.type */
#define DETAIL_ROUTE_DEV       (1ULL << 10) /* route.ifname */
#define DETAIL_GATEWAY         (1ULL << 11) /* route.gateway */
#define DETAIL_ERROR           (1ULL << 12) /* icmp_error.type, icmp_error.code */
#define DETAIL_QDISC           (1ULL << 13) /* qdisc.id, qdisc.handle, qdisc.qlen */
#define DETAIL_QUEUE_BYTES     (1ULL << 14) /* qdisc.backlog */
#define DETAIL_RCVBUF          (1ULL << 15) /* sock_detail.rmem_alloc, sock_detail.rcvbuf */
#define DETAIL_BACKLOG         (1ULL << 16) /* sock_detail.ack_backlog, sock_detail.max_ack_backlog */
#define DETAIL_RESET           (1ULL << 17) /* sock_detail.reset_reason */

struct event {
	__u64 present;           /* HAS_* */
	__u64 ts;                /* Time of the event: the kernel's monotonic clock plus one constant ... */
	__u64 packet;            /* Number of one life of an sk_buff */
	__u64 parent;            /* On a lineage row: the packet whose data this one has from here on ... */
	__s64 retval;            /* On a return row: what the function returned, sign-extended */
	__u64 drop_address;      /* Where the packet was freed: function+0xoffset */
	__u64 skb;               /* Address of the sk_buff */
	__u64 skb_head;          /* Address of its data buffer */
	__u64 sock;              /* Address of the socket that owns or takes the packet */
	__u64 sock_cookie;       /* Cookie of that socket, where the kernel has given it one */
	__s64 field[FIELDS_MAX]; /* User columns, as config says */
	char ifname[16];         /* Name of skb->dev */
	char comm[16];           /* Command name of that thread */
	__u8 saddr[16];          /* Source address of the outermost IP header, also behind VLAN tags, in ... */
	__u8 daddr[16];          /* Destination address of the outermost IP header, likewise */
	__u32 probe;             /* Kernel function, tracepoint or hook */
	__u32 seq;               /* Position of the event within its packet: 0, 1, 2 ... */
	__u32 drop_reason;       /* Name in enum skb_drop_reason of the traced kernel, without ... */
	__u32 netns;             /* Inode of the network namespace */
	__u32 ifindex;           /* Index of skb->dev in its namespace */
	__u32 iif;               /* Index of the interface on which the packet came in (skb->skb_iif) */
	__u32 pid;               /* Process (thread group) that was running */
	__u32 tid;               /* Thread that was running */
	__u32 len;               /* skb->len, bytes */
	__u32 data_len;          /* skb->data_len: the part outside the linear buffer, bytes */
	__u32 mark;              /* skb->mark */
	__u32 priority;          /* skb->priority */
	__u32 hash;              /* skb->hash */
	__u32 gso_type;          /* SKB_GSO_ names of the traced kernel, joined by | */
	__u32 ip_id;             /* Identification (IPv4) or that of the fragment header (IPv6) */
	__u32 ip_len;            /* Length of the packet from its outermost IP header, bytes */
	__u32 ipv6_ext;          /* IPv6 extension headers in their order, joined by |: hop-by-hop ... */
	__u32 l4_word;           /* TCP sequence number; GRE key; Security parameter index of ESP */
	__u32 tcp_ack;           /* TCP acknowledgement number */
	__u32 payload_len;       /* Bytes after the transport header */
	__u32 stack_id;          /* Kernel stack, innermost first: function+0xoffset */
	__u16 cpu;               /* CPU on which the event happened */
	__u16 headroom;          /* Bytes before skb->data in its buffer: more after a header is taken ... */
	__u16 queue;             /* skb->queue_mapping */
	__u16 gso_size;          /* Payload of one segment when the packet will be segmented, bytes */
	__u16 gso_segs;          /* Number of segments */
	__u16 ethertype;         /* IPv4, IPv6, ARP or 0x and four hexadecimal digits */
	__u16 vlan_id;           /* VLAN identifier, of two tags the outer one */
	__u16 arp_op;            /* request, reply, or the operation's number (ARP) */
	__u16 frag_off;          /* Fragment offset, bytes */
	__u16 sport;             /* Source port */
	__u16 dport;             /* Destination port */
	__u16 tcp_window;        /* TCP window as on the wire, unscaled */
	__u16 icmp_id;           /* Identifier of an echo request or reply */
	__u16 icmp_seq;          /* Sequence number of an echo request or reply */
	__u8 src_mac[6];         /* Source link-layer address */
	__u8 dst_mac[6];         /* Destination link-layer address */
	__u8 kind;               /* entry, return, tracepoint, netfilter, tc, lineage or loss */
	__u8 lineage;            /* On a lineage row, how: clone, copy, segment, fragment, reassemble ... */
	__u8 pkt_type;           /* host, broadcast, multicast, otherhost, outgoing, loopback, user or ... */
	__u8 ip_version;         /* 4 or 6 */
	__u8 protocol;           /* TCP, UDP, ICMP, ICMPv6, GRE, ESP ... or the protocol's number */
	__u8 tos;                /* Type of service (IPv4) or traffic class (IPv6), whole byte */
	__u8 ttl;                /* Time to live or hop limit */
	__u8 tcp_flags;          /* FIN, SYN, RST, PSH, ACK, URG, ECE, CWR, joined by | */
	__u8 icmp_type;          /* ICMP or ICMPv6 type */
	__u8 icmp_code;          /* ICMP or ICMPv6 code */
	__u8 ct_state;           /* Connection tracking, of this packet: NEW, ESTABLISHED, RELATED ... */
	__u8 tcp_state;          /* State of the TCP socket that owns or takes the packet: ESTABLISHED ... */
};

struct netfilter {
	__u64 rule;              /* Handle of the netfilter rule */
	char in_ifname[16];      /* Input interface of a netfilter hook or of the bridge */
	char out_ifname[16];     /* Output interface of a netfilter hook or of the bridge */
	char table[32];          /* Netfilter table */
	char chain[32];          /* Netfilter chain */
	__s32 priority;          /* Priority of the hook function */
	__u32 ct_status;         /* Connection tracking, of the connection: IPS_ names without IPS_ ... */
	__u8 family;             /* ipv4, ipv6, inet, arp, bridge or netdev */
	__u8 hook;               /* PREROUTING, INPUT, FORWARD, OUTPUT, POSTROUTING, INGRESS or BROUTING */
	__u8 nat;                /* Which address nf_nat_manip_pkt rewrites: source or destination */
	__u8 pad[5];
};

struct route {
	char ifname[16];         /* Result of a route lookup: device */
	__u8 gateway[16];        /* Result of a route lookup: next hop, where it is not the destination */
	__u32 type;              /* Result of a route lookup: unicast, local, broadcast, multicast */
	__u8 pad[4];
};

struct qdisc {
	char id[16];             /* Kind of the queueing discipline: fq_codel, pfifo_fast, htb ... */
	__u32 handle;            /* Its handle, as tc prints it: 8001: */
	__u32 qlen;              /* Packets that were in the qdisc */
	__u32 backlog;           /* Bytes that were in the qdisc */
	__u8 pad[4];
};

struct sock_detail {
	__u32 rmem_alloc;        /* Of the socket that takes the packet: receive memory in use, bytes */
	__u32 rcvbuf;            /* Of that socket: limit of the receive memory, bytes */
	__u32 ack_backlog;       /* Of a listening socket: connections that wait for accept */
	__u32 max_ack_backlog;   /* Of a listening socket: limit of these */
	__u32 reset_reason;      /* Why TCP sends a reset: name in enum sk_rst_reason of the traced ... */
	__u8 pad[4];
};

struct icmp_error {
	__u8 type;               /* Type of the ICMP or ICMPv6 error that the kernel sends about this ... */
	__u8 code;               /* Code of that error */
	__u8 pad[6];
};

struct tunnel {
	__u8 saddr[16];          /* Source address inside the tunnel */
	__u8 daddr[16];          /* Destination address inside the tunnel */
	__u32 id;                /* VNI or key of the tunnel */
	__u16 sport;             /* Source port inside the tunnel */
	__u16 dport;             /* Destination port inside the tunnel */
	__u8 type;               /* vxlan, geneve, gre, ipip, sit, ip6tnl (IPv4 or IPv6 in IPv6) or ... */
	__u8 protocol;           /* Protocol inside the tunnel */
	__u8 pad[6];
};

#endif
