package dev.skbtrail.recorder.kernel;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Where a user column's value is in the running kernel: {@code struct field} of bpf/events.h.
 *
 * @param name of the column
 * @param path as the user wrote it: skb->sk->sk_rcvbuf
 * @param fromSharedInfo the path begins at the packet's struct skb_shared_info
 * @param offsets of each pointer on the way in the structure before it, then of the member; bytes
 * @param size bytes to read there: 1, 2, 4 or 8
 * @param shift of the lowest bit within them
 * @param bits that the member has
 * @param signed whether the highest one is its sign
 */
public record KernelField(
        String name,
        String path,
        boolean fromSharedInfo,
        List<Integer> offsets,
        int size,
        int shift,
        int bits,
        boolean signed) {
    /** Of struct field, bytes. */
    public static final int SIZE = 40;

    /** {@code FIELD_POINTERS}. */
    public static final int POINTERS = 7;

    private static final int ROOT = (POINTERS + 1) * Integer.BYTES;

    public KernelField {
        offsets = List.copyOf(offsets);
    }

    /** Puts {@code struct field} into a zeroed buffer in the machine's byte order. */
    public void write(ByteBuffer out, int at) {
        for (int i = 0; i < offsets.size(); i++) {
            out.putInt(at + i * Integer.BYTES, offsets.get(i));
        }
        out.put(at + ROOT, (byte) (fromSharedInfo ? 1 : 0));
        out.put(at + ROOT + 1, (byte) (offsets.size() - 1));
        out.put(at + ROOT + 2, (byte) size);
        out.put(at + ROOT + 3, (byte) shift);
        out.put(at + ROOT + 4, (byte) bits);
        out.put(at + ROOT + 5, (byte) (signed ? 1 : 0));
    }
}
