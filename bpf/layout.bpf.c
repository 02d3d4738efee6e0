// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* No code: this file makes the compiler describe every struct of events.h in BTF, for events.layout. */
#include <linux/types.h>
#include "events.h"

struct record record;
struct counters counters;
struct config config;

_Static_assert(sizeof(struct record) == sizeof(struct event) + sizeof(struct detail) + sizeof(struct tunnel),
	       "padding");
_Static_assert(sizeof(struct counters) == 96, "struct counters");
_Static_assert(sizeof(struct config) == 2096, "struct config");
