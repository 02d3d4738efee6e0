/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * libpcap filter expressions. The packet is laid out as the Ethernet frame that a capture would show. It is then
 * matched by code that the recorder writes into the programs: libpcap compiles the expression, the recorder translates
 * it.
 */
#ifndef SKBTRAIL_PCAP_BPF_H
#define SKBTRAIL_PCAP_BPF_H

#include "ip.bpf.h"
#include "link.bpf.h"
#include "maps.bpf.h"

#define PCAP_INSNS_MAX 1024 /* room for the translated expression */
#define PCAP_MEMORY 16	    /* words of scratch memory of classic BPF (BPF_MEMWORDS) */
#define PCAP_REACH_MAX 2048 /* how far into a frame an expression can look, bytes */

enum {
	MAC_ADDRESSES = 12, /* bytes of both addresses */
	TAG = 4,	    /* size of a VLAN tag, IEEE 802.1Q */
};

/* The recorder (Translator) knows these offsets: memory, then frame. */
struct pcap_scratch {
	__u32 memory[PCAP_MEMORY];
	__u8 frame[PCAP_REACH_MAX + ETHERNET_HEADER + TAG];
	__u8 pad[6];
	__u64 owner; /* address of the sk_buff whose frame this is */
};

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct pcap_scratch);
} pcap_scratches SEC(".maps");

/*
 * Space for the expression: PCAP_INSNS_MAX instructions that begin with this mark. The recorder overwrites all of them
 * before it opens the object. Not a function: its stack would add to that of its caller, which is nearly full.
 */
#define PCAP_MARK 0x5ab7a120

/*
 * captured: number of bytes in frame, at most PCAP_REACH_MAX + link header; length: of the whole frame. Returns nonzero
 * if the packet matches. The patched code may use r0 to r5.
 */
static __always_inline __u32 pcap_match(struct pcap_scratch *scratch, __u64 captured, __u64 length)
{
	register __u64 matches asm("r0");
	register __u64 first asm("r1") = (__u64)scratch;
	register __u64 second asm("r2") = captured;
	register __u64 third asm("r3") = length;

	asm volatile("w0 = %[mark]\n"
		     ".rept %[rest]\n"
		     "w0 = 1\n"
		     ".endr\n"
		     : "=r"(matches), "+r"(first), "+r"(second), "+r"(third)
		     : [mark] "i"(PCAP_MARK), [rest] "i"(PCAP_INSNS_MAX - 1)
		     : "r4", "r5", "memory");
	return matches;
}

/* Where the bytes of a frame come from. Determined before they are copied, because the copy may be repeated. */
struct pcap_frame {
	__u32 from;	  /* offset from skb->head of the data after the link header */
	__u32 size;	  /* number of bytes of that data that are both readable and needed */
	__u32 length;	  /* of the whole frame */
	__be16 ethertype; /* for a link header that has to be made up */
	__u16 mac;	  /* offset of the existing link header; MAC_HEADER_UNSET: none */
	__be16 tag[2];	  /* VLAN tag that the device removed from the frame */
	__u32 link;	  /* size of the link header, with the tag */
};

/* True if the Ethernet header is right before the network header, with or without VLAN tags between them. */
static __always_inline bool has_link(struct access *a, __u32 mac, __u32 network)
{
	__u32 size = network - mac;
	__be16 type;

	if (mac == MAC_HEADER_UNSET || size < ETHERNET_HEADER || size > ETHERNET_HEADER + 2 * TAG)
		return false;
	if (!load(a, mac + MAC_ADDRESSES, &type, sizeof(type)))
		return false;
	return size == ETHERNET_HEADER || type == bpf_htons(ETH_P_8021Q) || type == bpf_htons(ETH_P_8021AD);
}

/* End of the packet's readable bytes, from skb->head: by address, only the linear part can be read. */
static __always_inline __u32 readable_end(struct access *a)
{
	__u32 end = a->data + READ(a->skb, len);

	return a->way == BY_ADDRESS ? end - READ(a->skb, data_len) : end;
}

/* Returns false if the packet has no header yet that could be matched. */
static __always_inline bool find_frame(struct pcap_frame *f, struct access *a, const struct ip_view *v)
{
	__u32 network = READ(a->skb, network_header), wanted = config.pcap_reach;
	bool ip = v->present & HAS_IP;

	f->ethertype = READ(a->skb, protocol);
	if (!network && f->ethertype)
		network = a->data;
	if (!f->ethertype && ip)
		f->ethertype = v->version == 4 ? bpf_htons(ETH_P_IP) : bpf_htons(ETH_P_IPV6);
	if (!network || !f->ethertype)
		return false;
	if ((f->ethertype == bpf_htons(ETH_P_IP) || f->ethertype == bpf_htons(ETH_P_IPV6)) && !ip)
		return false;
	f->mac = READ(a->skb, mac_header);
	if (!has_link(a, f->mac, network))
		f->mac = MAC_HEADER_UNSET;
	f->from = f->mac == MAC_HEADER_UNSET ? network : f->mac + ETHERNET_HEADER;
	f->link = ETHERNET_HEADER;
	if (skb_has_vlan(a->skb)) {
		f->tag[0] = READ(a->skb, vlan_proto);
		f->tag[1] = bpf_htons(READ(a->skb, vlan_tci));
		f->link += TAG;
	}
	f->length = f->link + a->data + READ(a->skb, len) - f->from;
	f->size = readable_end(a) - f->from;
	if ((__s32)f->size < 0)
		return false;
	wanted = wanted > f->link ? wanted - f->link : 0;
	if (f->size > wanted)
		f->size = wanted;
	return true;
}

/*
 * A packet without an Ethernet header gets one with zero addresses, so one expression works for all devices. A VLAN tag
 * is put back where it was.
 */
static __always_inline bool lay_out(__u8 *frame, struct access *a, const struct pcap_frame *f)
{
	__u32 size = f->size;
	bool tagged = f->link != ETHERNET_HEADER;

	if (f->mac != MAC_HEADER_UNSET) {
		if (!load(a, f->mac, frame, ETHERNET_HEADER))
			return false;
	} else {
		__builtin_memset(frame, 0, MAC_ADDRESSES);
		__builtin_memcpy(frame + MAC_ADDRESSES, &f->ethertype, sizeof(f->ethertype));
	}
	if (tagged) {
		__builtin_memcpy(frame + ETHERNET_HEADER + 2, frame + MAC_ADDRESSES, 2);
		__builtin_memcpy(frame + MAC_ADDRESSES, f->tag, sizeof(f->tag));
	}
	asm volatile("" : "+r"(size));
	if (!size)
		return true;
	if (size > PCAP_REACH_MAX)
		return false;
	frame += tagged ? ETHERNET_HEADER + TAG : ETHERNET_HEADER;
	return load(a, f->from, frame, size);
}

/*
 * The scratch memory is per CPU: a program in an interrupt, or after a preemption, may overwrite it with its own
 * packet. The match is then repeated. A packet that is given up is matched again at its next event, if there is one.
 */
static __always_inline bool pcap_passes(struct access *a, const struct ip_view *v)
{
	struct pcap_frame f = {};
	struct pcap_scratch *s;
	__u32 zero = 0, matches;

	s = bpf_map_lookup_elem(&pcap_scratches, &zero);
	if (!s || !find_frame(&f, a, v))
		return false;
#pragma clang loop unroll(disable)
	for (int attempt = 0; attempt < 3; attempt++) {
		*(volatile __u64 *)&s->owner = (__u64)a->skb;
		if (!lay_out(s->frame, a, &f))
			return false;
		matches = pcap_match(s, f.link + f.size, f.length);
		if (*(volatile __u64 *)&s->owner == (__u64)a->skb)
			return matches;
	}
	count_loss(LOSS_INTERRUPTED);
	return false;
}

#endif
