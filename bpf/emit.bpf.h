/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Writes events into the ring of this CPU. Without a wake-up: the recorder polls, and a wake-up costs more than an
 * event.
 */
#ifndef SKBTRAIL_EMIT_BPF_H
#define SKBTRAIL_EMIT_BPF_H

#include "core_compat.bpf.h"
#include "filter.bpf.h"
#include "life.bpf.h"
#include "select.bpf.h"
#include "skb.bpf.h"
#include "stack.bpf.h"
#include "tunnel.bpf.h"

/* The probe that reports the event. */
struct probe {
	__u32 id;  /* the recorder's number */
	__u8 kind; /* enum event_kind */
};

/*
 * Reserves ring space, as much as the record needs: detailed adds struct detail, tunnel adds everything. Returns NULL
 * when the ring is full; the loss is counted and the packet's seq still advances, so the hole is visible. There is only
 * one call of the reserve helper: a NULL must be checked right after it, while the verifier still knows which
 * reservation it is.
 */
static __always_inline struct record *reserve_record(bool detailed, bool tunnel)
{
	__u32 cpu = bpf_get_smp_processor_id(),
	      shorter = detailed ? offsetof(struct record, tunnel) : sizeof(struct event);
	void *ring = bpf_map_lookup_elem(&rings, &cpu);
	__u64 *space = ring ? bpf_ringbuf_reserve(ring, tunnel ? sizeof(struct record) : shorter, 0) : NULL;

	if (!space) {
		count_loss(LOSS_RING_FULL);
		return NULL;
	}
	__builtin_memset(space, 0, shorter);
	if (tunnel)
		__builtin_memset(space + shorter / sizeof(*space), 0, sizeof(struct record) - shorter);
	return (struct record *)space;
}

static __always_inline struct event *reserve_event(void)
{
	return &reserve_record(false, false)->event;
}

static __always_inline void submit(void *event)
{
	struct counters *c = my_counters();

	if (c)
		__sync_fetch_and_add(&c->events, 1);
	bpf_ringbuf_submit(event, BPF_RB_NO_WAKEUP);
}

static __always_inline void fill_task(struct event *e)
{
	__u64 id = current_pid_tgid();

	e->pid = id >> 32;
	e->tid = id;
	current_comm(e->comm);
	e->present |= HAS_TASK;
}

static __always_inline void fill_head(struct event *e, struct probe probe, __u64 skb, __u64 packet)
{
	e->ts = bpf_ktime_get_ns();
	e->packet = packet;
	e->skb = skb;
	e->probe = probe.id;
	e->cpu = bpf_get_smp_processor_id();
	e->kind = probe.kind;
	e->present |= HAS_PACKET | HAS_FUNCTION;
	fill_task(e);
}

/* seq: negative if there is none */
static __always_inline void fill_seq(struct event *e, __s64 seq)
{
	if (seq < 0)
		return;
	e->seq = seq;
	e->present |= HAS_SEQ;
}

static __always_inline void fill_detail(struct record *r, const struct detail *detail)
{
	r->detail = *detail;
	r->event.present |= HAS_DETAIL;
}

static __always_inline void fill_name(char *to, struct net_device *dev, struct event *e, __u64 present)
{
	char name[16] = {};

	if (dev) {
		READ_NAME(name, dev, name);
		__builtin_memcpy(to, name, sizeof(name));
		e->present |= present;
	}
}

/* Returns the packet's life. Begins it if the packet is new, passes the filter and is selected; otherwise NULL. */
static __always_inline struct life *meet(struct access *a, struct ip_view *v)
{
	struct life *life = find_life((__u64)a->skb);
	bool packet = view(v, a);

	if (life)
		return life;
	if (!packet || closed || is_excluded((__u64)a->skb) || !passes(v, a) || !chosen(v, a))
		return NULL;
	return begin_life((__u64)a->skb);
}

#endif
