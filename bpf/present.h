/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The bits of event.present (events.h), each with the members that it stands for. */
#ifndef SKBTRAIL_PRESENT_H
#define SKBTRAIL_PRESENT_H

/* event.present: which members of an event carry a value. */
#define HAS_PACKET (1ULL << 0)	     /* packet, skb */
#define HAS_SEQ (1ULL << 1)	     /* seq */
#define HAS_FUNCTION (1ULL << 2)     /* probe */
#define HAS_LINEAGE (1ULL << 3)	     /* parent, lineage */
#define HAS_RETVAL (1ULL << 4)	     /* retval */
#define HAS_VERDICT (1ULL << 5)	     /* retval, and it decides the packet's fate */
#define HAS_DROP (1ULL << 6)	     /* drop_address */
#define HAS_REASON (1ULL << 7)	     /* drop_reason */
#define HAS_HEAD (1ULL << 8)	     /* skb_head */
#define HAS_SOCK (1ULL << 9)	     /* sock */
#define HAS_COOKIE (1ULL << 10)	     /* sock_cookie */
#define HAS_NETNS (1ULL << 11)	     /* netns */
#define HAS_DEV (1ULL << 12)	     /* ifindex, ifname */
#define HAS_IIF (1ULL << 13)	     /* iif */
#define HAS_TASK (1ULL << 14)	     /* pid, tid, comm */
#define HAS_SKB (1ULL << 15)	     /* len, data_len, mark, priority, hash, queue, pkt_type */
#define HAS_GSO (1ULL << 16)	     /* gso_size, gso_segs, gso_type */
#define HAS_LINK (1ULL << 17)	     /* src_mac, dst_mac */
#define HAS_ETHERTYPE (1ULL << 18)   /* ethertype */
#define HAS_VLAN (1ULL << 19)	     /* vlan_id */
#define HAS_ADDRESS (1ULL << 20)     /* ip_version, protocol, saddr, daddr */
#define HAS_IP (1ULL << 21)	     /* tos, ttl, ip_len */
#define HAS_IP_ID (1ULL << 22)	     /* ip_id */
#define HAS_FRAGMENT (1ULL << 23)    /* frag_off */
#define HAS_PORTS (1ULL << 24)	     /* sport, dport */
#define HAS_TCP (1ULL << 25)	     /* tcp_* */
#define HAS_ICMP (1ULL << 26)	     /* icmp_type, icmp_code */
#define HAS_ECHO (1ULL << 27)	     /* icmp_id, icmp_seq */
#define HAS_GRE_KEY (1ULL << 28)     /* l4_word */
#define HAS_ESP_SPI (1ULL << 29)     /* l4_word */
#define HAS_PAYLOAD (1ULL << 30)     /* payload_len */
#define HAS_NF (1ULL << 31)	     /* detail.nf.family, .hook */
#define HAS_NF_IN (1ULL << 32)	     /* detail.nf.in_ifname */
#define HAS_NF_OUT (1ULL << 33)	     /* detail.nf.out_ifname */
#define HAS_NF_TABLE (1ULL << 34)    /* detail.nf.table */
#define HAS_NF_CHAIN (1ULL << 35)    /* detail.nf.chain */
#define HAS_NF_PRIORITY (1ULL << 36) /* detail.nf.priority */
#define HAS_LOSS (1ULL << 37)	     /* set by the recorder alone, on rows that report a loss */
#define HAS_STACK (1ULL << 38)	     /* stack_id */
#define HAS_FIELD_0 (1ULL << 39)     /* field[0] */
#define HAS_FIELD_1 (1ULL << 40)     /* field[1] */
#define HAS_FIELD_2 (1ULL << 41)     /* field[2] */
#define HAS_FIELD_3 (1ULL << 42)     /* field[3] */
#define HAS_CT_STATE (1ULL << 43)    /* ct_state */
#define HAS_ARP (1ULL << 44)	     /* arp_op, saddr, daddr */
#define HAS_IPV6_EXT (1ULL << 45)    /* ipv6_ext */
#define HAS_TCP_STATE (1ULL << 46)   /* tcp_state */
#define HAS_TUNNEL (1ULL << 47)	     /* tunnel.type */
#define HAS_TUNNEL_ID (1ULL << 48)   /* tunnel.id */
#define HAS_INNER (1ULL << 49)	     /* tunnel.saddr, .daddr, .protocol */
#define HAS_INNER_PORTS (1ULL << 50) /* tunnel.sport, .dport */
#define HAS_NF_RULE (1ULL << 51)     /* detail.nf.rule */
#define HAS_CT_STATUS (1ULL << 52)   /* detail.nf.ct_status */
#define HAS_NAT (1ULL << 53)	     /* detail.nf.nat */
#define HAS_ROUTE (1ULL << 54)	     /* detail.route.type */
#define HAS_ROUTE_DEV (1ULL << 55)   /* detail.route.ifname */
#define HAS_GATEWAY (1ULL << 56)     /* detail.route.gateway */
#define HAS_QDISC (1ULL << 57)	     /* detail.qdisc.id, .handle, .qlen */
#define HAS_RCVBUF (1ULL << 58)	     /* detail.socket.rmem_alloc, .rcvbuf */
#define HAS_BACKLOG (1ULL << 59)     /* detail.socket.ack_backlog, .max_ack_backlog */
#define HAS_RESET (1ULL << 60)	     /* detail.socket.reset_reason */
#define HAS_ERROR (1ULL << 61)	     /* detail.error.type, .code */
#define HAS_QUEUE_BYTES (1ULL << 62) /* detail.qdisc.backlog */

/* Members that stand in union detail, and those in struct tunnel. */
#define DETAIL                                                                                                         \
	(HAS_NF | HAS_NF_IN | HAS_NF_OUT | HAS_NF_TABLE | HAS_NF_CHAIN | HAS_NF_PRIORITY | HAS_NF_RULE |               \
	 HAS_CT_STATUS | HAS_NAT | HAS_ROUTE | HAS_ROUTE_DEV | HAS_GATEWAY | HAS_QDISC | HAS_RCVBUF | HAS_BACKLOG |    \
	 HAS_RESET | HAS_ERROR | HAS_QUEUE_BYTES)
#define TUNNEL (HAS_TUNNEL | HAS_TUNNEL_ID | HAS_INNER | HAS_INNER_PORTS)

#endif
