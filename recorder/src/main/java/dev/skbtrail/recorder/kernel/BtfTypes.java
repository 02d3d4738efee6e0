package dev.skbtrail.recorder.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The type table of one BTF blob: where each type begins, and the members of a type's common head.
 * A module's blob continues the kernel's: its ids and string offsets continue where those of the
 * base end.
 *
 * <pre>
 * header   u16 magic | u8 version | u8 flags | u32 header length
 *          u32 types offset | u32 types length | u32 strings offset | u32 strings length
 * type     u32 name | u32 info: count 0-15, kind 24-28, flag 31 | u32 size or type | tail by kind
 * </pre>
 *
 * See https://docs.kernel.org/bpf/btf.html.
 */
final class BtfTypes {
    static final int HEAD = 12;

    private static final int MAGIC = 0xeb9f;
    private static final int HEADER = 24;
    private static final int VERSION = 1;
    private static final int REFERENCES_MAX = 64;

    private final String source;
    private final ByteBuffer data;
    private final BtfTypes base;
    private final int firstId;
    private final int firstString;
    private final int strings;
    private final int stringsLength;
    private int[] starts;
    private byte[] kinds;
    private int count;

    /**
     * @param base the kernel's own types if these are a module's, else null
     * @throws IllegalArgumentException when the bytes are not BTF
     */
    BtfTypes(byte[] bytes, String source, BtfTypes base) {
        this.source = source;
        this.base = base;
        firstId = base == null ? 1 : base.nextId();
        firstString = base == null ? 0 : base.firstString + base.stringsLength;
        data = ByteBuffer.wrap(bytes);
        require(bytes.length >= HEADER, "shorter than its header");
        data.order(order(data));
        require(data.get(2) == VERSION, "version " + data.get(2) + ", not " + VERSION);
        long header = unsigned(4);
        long types = header + unsigned(8);
        long typesEnd = types + unsigned(12);
        long stringsStart = header + unsigned(16);
        long stringsEnd = stringsStart + unsigned(20);
        require(header >= HEADER, "a header of " + header + " bytes");
        require(Math.max(typesEnd, stringsEnd) <= bytes.length, "cut off");
        strings = (int) stringsStart;
        stringsLength = (int) (stringsEnd - stringsStart);
        index((int) types, (int) typesEnd);
    }

    private ByteOrder order(ByteBuffer bytes) {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            if ((bytes.order(order).getShort(0) & 0xffff) == MAGIC) {
                return order;
            }
        }
        throw new IllegalArgumentException(source + " is not BTF");
    }

    private void index(int begin, int end) {
        // A kernel's types take 25 to 30 bytes each.
        starts = new int[(end - begin) / 24 + 1];
        kinds = new byte[starts.length];
        int at = begin;
        while (at < end) {
            require(end - at >= HEAD, "a type is cut off");
            int info = data.getInt(at + 4);
            int tail = BtfKind.tail(kindOf(info), countOf(info));
            require(tail >= 0, "unknown kind of type " + kindOf(info));
            require(end - at - HEAD >= tail, "a type is cut off");
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count + count / 2 + 1);
                kinds = Arrays.copyOf(kinds, starts.length);
            }
            starts[count] = at;
            kinds[count++] = (byte) kindOf(info);
            at += HEAD + tail;
        }
    }

    /** The first id of this blob; smaller ids belong to the base. */
    int firstId() {
        return firstId;
    }

    int nextId() {
        return firstId + count;
    }

    int kind(int id) {
        return id == 0 ? 0 : owner(id).kinds[id - owner(id).firstId];
    }

    /** Ids of one kind, in ascending order, without those of the base. */
    IntStream ids(int kind) {
        return IntStream.range(0, count).filter(i -> kinds[i] == kind).map(i -> firstId + i);
    }

    /** Number of members, parameters or enumerators. */
    int count(int id) {
        return countOf(owner(id).info(id));
    }

    /** The flag in the head, for example of a signed enum. */
    boolean flag(int id) {
        return owner(id).info(id) < 0;
    }

    /** The size in bytes, or the id of the type that this one refers to. */
    int sizeOrType(int id) {
        return owner(id).word(id, 8);
    }

    String name(int id) {
        BtfTypes owner = owner(id);
        return owner.string(owner.word(id, 0));
    }

    /** A 32-bit word of a type's tail, {@code offset} bytes after the head. */
    int tail(int id, int offset) {
        return owner(id).word(id, HEAD + offset);
    }

    /** The string at an offset that is stored in a type's tail. */
    String string(int offset) {
        if (base != null && Integer.compareUnsigned(offset, firstString) < 0) {
            return base.string(offset);
        }
        int at = offset - firstString;
        require(at >= 0 && at < stringsLength, "a name outside of its strings");
        int begin = strings + at;
        int end = begin;
        while (end < strings + stringsLength && data.get(end) != 0) {
            end++;
        }
        return new String(data.array(), begin, end - begin, StandardCharsets.UTF_8);
    }

    /** The type behind typedefs and qualifiers; 0 is void. */
    int resolve(int id) {
        int resolved = id;
        for (int i = 0; i < REFERENCES_MAX; i++) {
            if (!BtfKind.isModifier(kind(resolved))) {
                return resolved;
            }
            resolved = sizeOrType(resolved);
        }
        throw new IllegalArgumentException(source + ": types refer to each other in a circle");
    }

    private BtfTypes owner(int id) {
        if (base != null && id < firstId) {
            return base.owner(id);
        }
        require(id >= firstId && id < nextId(), "a reference to type " + id + ", which is none");
        return this;
    }

    private int info(int id) {
        return word(id, 4);
    }

    private int word(int id, int offset) {
        return data.getInt(starts[id - firstId] + offset);
    }

    private long unsigned(int offset) {
        return data.getInt(offset) & 0xffffffffL;
    }

    private void require(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalArgumentException(source + ": damaged BTF: " + problem);
        }
    }

    private static int kindOf(int info) {
        return info >>> 24 & 0x1f;
    }

    private static int countOf(int info) {
        return info & 0xffff;
    }
}
