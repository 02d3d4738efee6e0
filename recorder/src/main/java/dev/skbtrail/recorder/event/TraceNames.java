package dev.skbtrail.recorder.event;

import java.util.function.IntFunction;
import java.util.function.LongFunction;

/**
 * The names that only this host knows, by number. Each function may return null: the trace then has
 * no name there.
 *
 * @param function by probe number
 * @param dropReason by number in this kernel's enum skb_drop_reason
 * @param resetReason by number in this kernel's enum sk_rst_reason
 * @param location function+0xoffset by kernel address
 * @param stack by number of the kernel stack
 * @param netns by inode of the namespace
 * @param verdict by packed verdict, see {@link Verdicts}
 * @param gsoTypes names of the bits of skb_shared_info.gso_type
 * @param netfilter tables and chains
 */
public record TraceNames(
        IntFunction<String> function,
        IntFunction<String> dropReason,
        IntFunction<String> resetReason,
        LongFunction<String> location,
        IntFunction<String> stack,
        IntFunction<String> netns,
        LongFunction<String> verdict,
        String[] gsoTypes,
        NameTable netfilter) {}
