package dev.skbtrail.recorder.event;

import java.util.function.IntFunction;
import java.util.function.LongFunction;

/**
 * The names that only this host knows, by number. Each may return null: the trace then has no name
 * there.
 *
 * @param function of a probe number
 * @param dropReason of a number in this kernel's enum skb_drop_reason
 * @param resetReason of a number in this kernel's enum sk_rst_reason
 * @param location function+0xoffset of a kernel address
 * @param stack of a kernel stack's number
 * @param netns of a namespace's inode
 * @param verdict of a packed verdict, see {@link Verdicts}
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
