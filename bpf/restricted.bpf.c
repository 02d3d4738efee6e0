// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/*
 * Back-end restricted, for kernels that refuse kprobes, fentry and bpf_probe_read_kernel: tc and netfilter programs see
 * the packet, raw tracepoints only its address; their events are joined by the address.
 */
#define RESTRICTED
#include <linux/bpf.h>
#include "emit.bpf.h"
#include "kernel_netfilter.bpf.h"
#include "template.bpf.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

extern void *bpf_cast_to_kern_ctx(void *ctx) __ksym;
extern int bpf_dynptr_from_skb(struct __sk_buff *skb, __u64 flags, struct bpf_dynptr *to) __ksym;

struct bpf_nf_ctx {
	const struct nf_hook_state *state;
	struct sk_buff *skb;
};

enum {
	TC_NEXT = -1,  /* the packet goes on as if this program were not there */
	NF_ACCEPT = 1, /* likewise */
	NF_INET_PRE_ROUTING = 0,
	NF_INET_LOCAL_IN = 1,
};

/*
 * Sockets free delivered packets without a tracepoint, so the address may reappear as another packet. It is still the
 * same packet only if it was decapsulated from a tunnel: then it is received again, in the same buffer, and its header
 * is behind the outer one. comes_in: from a device, not from a socket.
 */
static __always_inline void bury_delivered(struct sk_buff *skb, bool comes_in)
{
	struct life *life = find_any_life((__u64)skb);

	if (!life || !life->delivered)
		return;
	if (comes_in && life->head == (__u64)skb->head &&
	    skb->network_header >= life->network + sizeof(struct ipv4_header))
		life->delivered = 0;
	else
		end_life((__u64)skb);
}

/* Also for a packet that was excluded: its address may be reused as well. */
static __always_inline void deliver(struct sk_buff *skb)
{
	struct life *life = find_any_life((__u64)skb);

	if (!life)
		return;
	life->delivered = bpf_ktime_get_ns();
	life->head = (__u64)skb->head;
	life->network = skb->network_header;
	life->cpu = bpf_get_smp_processor_id();
	life->tid = current_pid_tgid();
}

#define UPPER_LAYER_NS 10000000 /* far more than needed: a virtual CPU may be descheduled in the meantime */

/*
 * What the address alone tells about a delivered packet: a drop on the same CPU and in the same thread right afterwards
 * is by the transport protocol (no socket, bad checksum, full buffer). Later, or after another thread has run, which
 * may have received the packet, the address may be another packet, or none at all.
 */
static __always_inline bool is_still_the_same(struct life *life, struct template t)
{
	if (!life->delivered || t.role == ROLE_FREE)
		return true;
	return t.role == ROLE_DROP && life->cpu == bpf_get_smp_processor_id() &&
	       life->tid == (__u32)current_pid_tgid() && bpf_ktime_get_ns() - life->delivered < UPPER_LAYER_NS;
}

SEC("tc")
int tc_packet(struct __sk_buff *ctx)
{
	struct template t = patched_template(ctx);
	struct probe probe = {t.id, KIND_TC};
	struct sk_buff *skb = bpf_cast_to_kern_ctx(ctx);
	struct access a;
	struct record *r;
	struct ip_view v;
	struct life *life;
	bool tunnel;
	__s64 seq;

	bury_delivered(skb, t.role == ROLE_IN);
	open_skb(&a, BY_CONTEXT, skb, ctx);
	life = meet(&a, &v);
	if (!life)
		return TC_NEXT;
	seq = next_seq(life);
	tunnel = is_tunnel(&a, &v);
	r = reserve_record(false, tunnel);
	if (!r)
		return TC_NEXT;
	fill_head(&r->event, probe, (__u64)skb, life->packet);
	fill_seq(&r->event, seq);
	fill_skb(&r->event, &a, &v);
	if (tunnel)
		fill_tunnel(r, &a, &v);
	submit(r);
	return TC_NEXT;
}

static __always_inline void fill_state(struct record *e, const struct nf_hook_state *state, __s32 priority)
{
	e->detail.nf.family = state->pf;
	e->detail.nf.hook = state->hook;
	e->detail.nf.priority = priority;
	e->detail.present |= DETAIL_NF | DETAIL_NF_PRIORITY;
	if (state->in) {
		READ_NAME(e->detail.nf.in_ifname, state->in, name);
		e->detail.present |= DETAIL_NF_IN;
	}
	if (state->out) {
		READ_NAME(e->detail.nf.out_ifname, state->out, name);
		e->detail.present |= DETAIL_NF_OUT;
	}
	e->event.netns = state->net->ns.inum;
	e->event.present |= HAS_DETAIL | HAS_NETNS;
}

/* The kernel reserves the very first and very last priority for itself (bpf_nf_check_pf_and_hooks). */
#define PRIORITY_FIRST (-2147483647)
#define PRIORITY_LAST 2147483646

SEC("netfilter")
int netfilter_packet(struct bpf_nf_ctx *ctx)
{
	struct template t = patched_template(ctx);
	struct probe probe = {t.id, KIND_NETFILTER};
	const struct nf_hook_state *state = ctx->state;
	struct sk_buff *skb = ctx->skb;
	bool last = t.role == ROLE_OUT;
	struct bpf_dynptr bytes;
	struct record *e;
	struct access a;
	struct ip_view v;
	struct life *life;
	bool tunnel;
	__s64 seq;

	if (bpf_dynptr_from_skb((struct __sk_buff *)skb, 0, &bytes))
		return NF_ACCEPT;
	if (!last)
		bury_delivered(skb, state->hook == NF_INET_PRE_ROUTING);
	open_skb(&a, BY_DYNPTR, skb, &bytes);
	life = meet(&a, &v);
	if (last && state->hook == NF_INET_LOCAL_IN)
		deliver(skb);
	if (!life)
		return NF_ACCEPT;
	seq = next_seq(life);
	tunnel = is_tunnel(&a, &v);
	e = reserve_record(true, tunnel);
	if (!e)
		return NF_ACCEPT;
	fill_head(&e->event, probe, (__u64)skb, life->packet);
	fill_seq(&e->event, seq);
	fill_skb(&e->event, &a, &v);
	fill_state(e, state, last ? PRIORITY_LAST : PRIORITY_FIRST);
	if (tunnel)
		fill_tunnel(e, &a, &v);
	submit(e);
	return NF_ACCEPT;
}

/*
 * Only for packets that a program above has seen: an address alone does not distinguish a packet from a netlink
 * message.
 */
static __always_inline int on_address(__u64 skb, struct template t, __u64 location, __u32 reason)
{
	struct probe probe = {t.id, KIND_TRACEPOINT};
	struct life *life = find_life(skb);
	struct event *e;
	__s64 seq;

	if (!life)
		return leave_out(skb, t.role);
	if (!is_still_the_same(life, t)) {
		if (t.role == ROLE_DROP)
			end_life(skb);
		return 0;
	}
	seq = next_seq(life);
	e = reserve_event();
	if (e) {
		fill_head(e, probe, skb, life->packet);
		fill_seq(e, seq);
		if (t.role == ROLE_DROP) {
			e->drop_address = location;
			e->drop_reason = reason;
			e->present |= HAS_DROP | HAS_REASON;
		}
		fill_stack(e, t.ctx, t.role == ROLE_DROP);
		submit(e);
	}
	if (t.role == ROLE_FREE || t.role == ROLE_DROP)
		end_life(skb);
	return 0;
}

SEC("raw_tp")
int raw_tp_skb(struct bpf_raw_tracepoint_args *ctx)
{
	return on_address(ctx->args[0], patched_template(ctx), 0, 0);
}

SEC("raw_tp")
int raw_tp_qdisc_enqueue(struct bpf_raw_tracepoint_args *ctx)
{
	return on_address(ctx->args[2], patched_template(ctx), 0, 0);
}

SEC("raw_tp")
int raw_tp_qdisc_dequeue(struct bpf_raw_tracepoint_args *ctx)
{
	return on_address(ctx->args[3], patched_template(ctx), 0, 0);
}

SEC("raw_tp")
int raw_tp_kfree_skb(struct bpf_raw_tracepoint_args *ctx)
{
	return on_address(ctx->args[0], patched_template(ctx), ctx->args[1], ctx->args[2]);
}
