/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * How kernel memory is read. Functions and tracepoints pass plain addresses, which bpf_probe_read_kernel follows. A
 * hardened kernel (lockdown=confidentiality) refuses that helper; there, tc and netfilter programs get pointers whose
 * type the verifier knows and which can be dereferenced directly.
 */
#ifndef SKBTRAIL_READ_BPF_H
#define SKBTRAIL_READ_BPF_H

#include <bpf/bpf_core_read.h>

#ifdef RESTRICTED
#define READ(pointer, member) ((pointer)->member)
#define READ_BITS(pointer, member) BPF_CORE_READ_BITFIELD(pointer, member)
#define READ_NAME(to, pointer, member) __builtin_memcpy(to, (pointer)->member, sizeof(to))
#else
/* Through a variable: otherwise libbpf would look in the kernel for our own structs that lead to the pointer. */
#define READ(pointer, member)                                                                                          \
	({                                                                                                             \
		__auto_type here = (pointer);                                                                          \
		BPF_CORE_READ(here, member);                                                                           \
	})
#define READ_BITS(pointer, member)                                                                                     \
	({                                                                                                             \
		__auto_type here = (pointer);                                                                          \
		BPF_CORE_READ_BITFIELD_PROBED(here, member);                                                           \
	})
#define READ_NAME(to, pointer, member) bpf_core_read(to, sizeof(to), &(pointer)->member)
#endif

#endif
