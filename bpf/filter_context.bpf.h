/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Filter criteria that do not depend on a header: the length and mark of the skb, its device and netns, and the current
 * process.
 */
#ifndef SKBTRAIL_FILTER_CONTEXT_BPF_H
#define SKBTRAIL_FILTER_CONTEXT_BPF_H

#include "access.bpf.h"
#include "core_compat.bpf.h"
#include "device.bpf.h"
#include "filter_value.bpf.h"

static __always_inline bool buffer_matches(const volatile struct filter *f, struct sk_buff *skb)
{
	if (f->count[FILTER_LEN] && !one_range(f->len, f->count[FILTER_LEN], READ(skb, len)))
		return false;
	return !f->count[FILTER_MARK] || one_pattern(f->mark, f->count[FILTER_MARK], READ(skb, mark));
}

static __always_inline bool device_matches(const volatile struct filter *f, struct sk_buff *skb)
{
	struct net_device *dev;
	__u32 netns;
	union name name = {};

	if (!f->count[FILTER_IFNAME])
		return true;
	dev = device_of(skb, &netns);
	if (!dev)
		return false;
	READ_NAME(name.text, dev, name);
	return one_name(f->ifname, f->count[FILTER_IFNAME], &name);
}

static __always_inline bool netns_matches(const volatile struct filter *f, struct access *a)
{
	__u32 inode = 0;

	if (!f->count[FILTER_NETNS])
		return true;
	if (!device_of(a->skb, &inode))
		inode = netns_of_socket(socket_of(a));
	return one_range(f->netns, f->count[FILTER_NETNS], inode);
}

static __always_inline bool task_matches(const volatile struct filter *f)
{
	union name comm = {};

	if (f->count[FILTER_PID] && !one_range(f->pid, f->count[FILTER_PID], current_pid_tgid() >> 32))
		return false;
	if (!f->count[FILTER_COMM])
		return true;
	current_comm(comm.text);
	return one_name(f->comm, f->count[FILTER_COMM], &comm);
}

#endif
