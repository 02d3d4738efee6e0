package dev.skbtrail.analyzer.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Thrift's compact protocol as a tree that can be changed and written again: Parquet's footer and
 * page headers are in it. Numbers are {@link Long}, text and bytes {@code byte[]}.
 */
final class Compact {
    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int BYTE = 3;
    private static final int DOUBLE = 7;

    /** Type of text and bytes. */
    static final int BINARY = 8;

    private static final int LIST = 9;
    private static final int SET = 10;
    private static final int STRUCT = 12;

    private Compact() {}

    /** A field of a structure, with its number and the type that stands in the file. */
    static final class Field {
        final int id;
        final int type;
        Object value;

        Field(int id, int type, Object value) {
            this.id = id;
            this.type = type;
            this.value = value;
        }
    }

    /** A structure. */
    static final class Struct {
        final List<Field> fields = new ArrayList<>();

        /** The field of that number; null when there is none. */
        Field field(int id) {
            return fields.stream().filter(field -> field.id == id).findFirst().orElse(null);
        }

        Struct struct(int id) {
            return (Struct) field(id).value;
        }

        Items items(int id) {
            return (Items) field(id).value;
        }

        /** -1 when there is no such field. */
        long number(int id) {
            return field(id) == null ? -1 : (Long) field(id).value;
        }

        byte[] bytes(int id) {
            return (byte[]) field(id).value;
        }
    }

    /** A list. */
    static final class Items {
        final int type;
        final List<Object> values = new ArrayList<>();

        Items(int type) {
            this.type = type;
        }

        List<Struct> structs() {
            return values.stream().map(Struct.class::cast).toList();
        }
    }

    /** Reads a structure and leaves the buffer behind it. */
    static Struct read(ByteBuffer in) {
        Struct struct = new Struct();
        int id = 0;
        for (int head = in.get() & 0xff; head != 0; head = in.get() & 0xff) {
            id = head >> 4 == 0 ? (int) zigzag(in) : id + (head >> 4);
            int type = head & 0xf;
            Object value = type == TRUE || type == FALSE ? (Object) true : value(in, type);
            struct.fields.add(new Field(id, type, value));
        }
        return struct;
    }

    private static Object value(ByteBuffer in, int type) {
        return switch (type) {
            case TRUE, FALSE, BYTE -> (long) in.get();
            case DOUBLE -> bytes(in, Double.BYTES);
            case BINARY -> bytes(in, (int) varint(in));
            case LIST, SET -> list(in);
            case STRUCT -> read(in);
            default -> zigzag(in);
        };
    }

    private static Items list(ByteBuffer in) {
        int head = in.get() & 0xff;
        long size = head >> 4 == 0xf ? varint(in) : head >> 4;
        Items items = new Items(head & 0xf);
        for (long i = 0; i < size; i++) {
            items.values.add(value(in, items.type));
        }
        return items;
    }

    private static byte[] bytes(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static long zigzag(ByteBuffer in) {
        long value = varint(in);
        return value >>> 1 ^ -(value & 1);
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            int part = in.get();
            value |= (part & 0x7fL) << shift;
            if (part >= 0) {
                return value;
            }
        }
    }

    /** The structure as it stands in a file. */
    static byte[] write(Struct struct) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(out, struct);
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, Struct struct) {
        int last = 0;
        for (Field field : struct.fields) {
            int delta = field.id - last;
            if (delta > 0 && delta < 16) {
                out.write(delta << 4 | field.type);
            } else {
                out.write(field.type);
                zigzag(out, field.id);
            }
            last = field.id;
            if (field.type != TRUE && field.type != FALSE) {
                write(out, field.type, field.value);
            }
        }
        out.write(0);
    }

    private static void write(ByteArrayOutputStream out, int type, Object value) {
        if (value instanceof Struct struct) {
            write(out, struct);
        } else if (value instanceof Items items) {
            int size = items.values.size();
            out.write(Math.min(size, 15) << 4 | items.type);
            if (size >= 15) {
                varint(out, size);
            }
            items.values.forEach(item -> write(out, items.type, item));
        } else if (value instanceof byte[] bytes) {
            if (type == BINARY) {
                varint(out, bytes.length);
            }
            out.writeBytes(bytes);
        } else if (type <= BYTE) {
            out.write(((Long) value).intValue());
        } else {
            zigzag(out, (Long) value);
        }
    }

    private static void zigzag(ByteArrayOutputStream out, long value) {
        varint(out, value << 1 ^ value >> 63);
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
