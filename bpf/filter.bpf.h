/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Which packets are recorded. Evaluated once per packet: a packet that matched stays recorded, whatever happens to it.
 */
#ifndef SKBTRAIL_FILTER_BPF_H
#define SKBTRAIL_FILTER_BPF_H

#include "pcap.bpf.h"
#include "address_list.bpf.h"
#include "filter_context.bpf.h"
#include "filter_headers.bpf.h"
#include "maps.bpf.h"
#include "merge.bpf.h"
#include "tunnel.bpf.h"

static __always_inline bool view_passes(const volatile struct filter *f, struct ip_view *v, struct access *a)
{
	return is_allowed(v) && headers_match(f, v, a);
}

/*
 * Makes the verifier forget what it knows about a view. Otherwise it would follow every path that reads an outer
 * header, times every path for an inner one, through all filters: more than a million instructions.
 */
static __always_inline void forget_view(struct ip_view *v)
{
	v->present += opaque_zero;
	v->transport += opaque_zero;
	v->version += opaque_zero;
	v->protocol += opaque_zero;
}

/* Either header may match, but neither may be on the deny list. */
static __always_inline bool either_passes(const volatile struct filter *f, struct ip_view *v, struct access *a)
{
	struct encapsulation t;
	struct ip_view inner;
	bool outer;

	forget_view(v);
	outer = view_passes(f, v, a);
	if (!is_tunnel(a, v) || (outer && !config.selection.deny))
		return outer;
	find_tunnel(&t, a, v->version, v->protocol, v->transport);
	t.at += opaque_zero;
	t.protocol += opaque_zero;
	if (!view_inner(&inner, a, &t))
		return outer;
	forget_view(&inner);
	return !is_denied(&inner) && (outer || view_passes(f, &inner, a));
}

static __always_inline bool criteria_match(struct ip_view *v, struct access *a)
{
	const volatile struct filter *f = &config.filter;

	if (!config.filtered && !config.selection.allow && !config.selection.deny)
		return true;
	if (!task_matches(f) || !buffer_matches(f, a->skb) || is_denied(v))
		return false;
	if (!(config.selection.inner ? either_passes(f, v, a) : view_passes(f, v, a)))
		return false;
	return link_matches(f, a, v) && device_matches(f, a->skb) && netns_matches(f, a);
}

static __always_inline bool passes(struct ip_view *v, struct access *a)
{
	return (!config.pcap_reach || pcap_passes(a, v)) && criteria_match(v, a);
}

#endif
