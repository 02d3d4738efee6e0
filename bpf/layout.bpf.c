// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Nothing that runs: it makes the compiler describe every struct of events.h in BTF, for events.layout. */
#include <linux/types.h>
#include "events.h"

struct nf_event nf_event;
struct counters counters;
struct config config;

_Static_assert(sizeof(struct event) == 272, "struct event");
_Static_assert(sizeof(struct netfilter) == 104, "struct netfilter");
_Static_assert(sizeof(struct nf_event) == sizeof(struct event) + sizeof(struct netfilter), "struct nf_event");
_Static_assert(sizeof(struct counters) == 40, "struct counters");
_Static_assert(sizeof(struct config) == 1008, "struct config");
