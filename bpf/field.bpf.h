/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* User columns: members of the sk_buff, or of structs it points to, that the recorder found in BTF. */
#ifndef SKBTRAIL_FIELD_BPF_H
#define SKBTRAIL_FIELD_BPF_H

#include "access.bpf.h"
#include "maps.bpf.h"

/* Returns false when a pointer on the path is NULL or invalid. */
static __always_inline bool read_field(const volatile struct field *f, struct access *a, __s64 *value)
{
	__u64 at = (__u64)a->skb, raw = 0;
	__u32 unused = 64 - f->bits;

	if (f->root == ROOT_SHINFO)
		at = (__u64)a->head + READ(a->skb, end);
	for (int i = 0; i < FIELD_POINTERS && i < f->pointers; i++) {
		__u64 next = 0;

		if (bpf_probe_read_kernel(&next, sizeof(next), (void *)(at + f->offset[i])) || !next)
			return false;
		at = next;
	}
	if (f->size > sizeof(raw) ||
	    bpf_probe_read_kernel(&raw, f->size, (void *)(at + f->offset[f->pointers & FIELD_POINTERS])))
		return false;
	raw = raw >> f->shift << unused;
	*value = f->is_signed ? (__s64)raw >> unused : (__s64)(raw >> unused);
	return true;
}

static __always_inline void fill_fields(struct event *e, struct access *a)
{
	for (__u32 i = 0; i < FIELDS_MAX && i < config.extras.fields; i++) {
		__s64 value;

		if (read_field(&config.extras.field[i], a, &value)) {
			e->field[i] = value;
			e->present |= HAS_FIELD_0 << i;
		}
	}
}

#endif
