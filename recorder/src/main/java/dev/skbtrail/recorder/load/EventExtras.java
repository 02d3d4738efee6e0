package dev.skbtrail.recorder.load;

import dev.skbtrail.recorder.kernel.KernelField;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Optional contents of events that cost extra: user columns, kernel stacks.
 *
 * @param fields at most {@link #FIELDS}
 */
public record EventExtras(StackMode stacks, List<KernelField> fields) {
    /** {@code FIELDS_MAX} of bpf/events.h. */
    public static final int FIELDS = 4;

    private static final int STACKS = 0;
    private static final int COUNT = 4;
    private static final int FIELD = 8;

    /** Size of struct extras, bytes. */
    static final int SIZE = FIELD + FIELDS * KernelField.SIZE;

    public static final EventExtras NONE = new EventExtras(StackMode.NONE, List.of());

    public EventExtras {
        fields = List.copyOf(fields);
        if (fields.size() > FIELDS) {
            throw new IllegalArgumentException("more than " + FIELDS + " fields");
        }
    }

    /** Writes {@code struct extras} into a zeroed buffer in native byte order. */
    void write(ByteBuffer out, int at) {
        out.putInt(at + STACKS, stacks.ordinal());
        out.putInt(at + COUNT, fields.size());
        for (int i = 0; i < fields.size(); i++) {
            fields.get(i).write(out, at + FIELD + i * KernelField.SIZE);
        }
    }
}
