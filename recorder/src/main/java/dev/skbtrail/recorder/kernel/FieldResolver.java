package dev.skbtrail.recorder.kernel;

import dev.skbtrail.recorder.Suggestions;
import java.util.ArrayList;
import java.util.List;

/** Resolves one {@link FieldPath} through the types of the running kernel. */
final class FieldResolver {
    private static final int WORD = Long.SIZE;
    private static final int INT_SIGNED = 1 << 24;

    private final Btf btf;
    private final BtfTypes types;
    private final BtfMembers members;
    private final List<Integer> offsets = new ArrayList<>();

    /** The structure that the value so far points to, where a cast says more than its type. */
    private int target;

    /** The value so far: its type, and its offset in bits from the target of the last pointer. */
    private int type;

    private long bit;
    private int bits;
    private boolean atRoot = true;

    FieldResolver(Btf btf) {
        this.btf = btf;
        this.types = btf.types();
        this.members = new BtfMembers(types);
    }

    /**
     * @throws IllegalArgumentException saying which part of the path this kernel does not have
     */
    KernelField resolve(String name, String text) {
        FieldPath path = FieldPath.parse(text);
        target = structure(path.isFromSharedInfo() ? "skb_shared_info" : "sk_buff");
        for (FieldPath.Step step : path.steps()) {
            if (step instanceof FieldPath.Member member) {
                take(member);
            } else if (step instanceof FieldPath.Index index) {
                take(index);
            } else if (step instanceof FieldPath.Cast cast) {
                take(cast);
            }
        }
        if (offsets.size() > KernelField.POINTERS) {
            throw new IllegalArgumentException(
                    "follows more than " + KernelField.POINTERS + " pointers");
        }
        return value(name, text, path.isFromSharedInfo());
    }

    private int structure(String name) {
        int id = btf.structure(name);
        if (id == 0) {
            throw new IllegalArgumentException("this kernel has no struct " + name);
        }
        return id;
    }

    private void take(FieldPath.Member step) {
        int structure = step.pointer() ? follow(step.name()) : inside(step.name());
        BtfMembers.Found found = members.find(structure, step.name());
        if (found == null) {
            throw new IllegalArgumentException(
                    "%s has no member '%s'%s"
                            .formatted(
                                    describe(structure),
                                    step.name(),
                                    Suggestions.hint(step.name(), members.names(structure))));
        }
        type = found.type();
        bit += found.bit();
        bits = found.bits();
        target = 0;
    }

    /** Follows the pointer in the value so far. */
    private int follow(String member) {
        int structure = target;
        if (!atRoot) {
            requireKind(BtfKind.POINTER, "is not a pointer, so not '->" + member + "'");
            if (structure == 0) {
                structure = types.resolve(types.sizeOrType(type));
            }
            offsets.add((int) (bit / Byte.SIZE));
            bit = 0;
        }
        atRoot = false;
        int kind = types.kind(structure);
        if (kind != BtfKind.STRUCT && kind != BtfKind.UNION) {
            throw new IllegalArgumentException(
                    "'->%s' follows a pointer to %s: write ((struct NAME *)...)->%s"
                            .formatted(member, describe(structure), member));
        }
        return structure;
    }

    private int inside(String member) {
        int kind = atRoot ? BtfKind.POINTER : types.kind(type);
        if (kind != BtfKind.STRUCT && kind != BtfKind.UNION) {
            throw new IllegalArgumentException(
                    "'.%s' needs a structure before it%s"
                            .formatted(
                                    member,
                                    kind == BtfKind.POINTER ? ", not a pointer: write '->'" : ""));
        }
        return type;
    }

    private void take(FieldPath.Index step) {
        requireKind(BtfKind.ARRAY, "is not an array, so not '[" + step.number() + "]'");
        int elements = types.tail(type, 8);
        if (step.number() >= elements) {
            throw new IllegalArgumentException(
                    "[%d] is beyond the %d elements".formatted(step.number(), elements));
        }
        int element = types.resolve(types.tail(type, 0));
        bit += size(element) * Byte.SIZE * step.number();
        type = element;
    }

    private void take(FieldPath.Cast step) {
        if (!atRoot) {
            requireKind(BtfKind.POINTER, "is not a pointer, so no cast to one");
        }
        target = structure(step.structure());
    }

    private void requireKind(int kind, String problem) {
        if (atRoot || bits > 0 || types.kind(type) != kind) {
            throw new IllegalArgumentException(
                    (atRoot ? "the packet" : describe(type)) + " " + problem);
        }
    }

    private long size(int id) {
        return switch (types.kind(id)) {
            case BtfKind.POINTER -> Long.BYTES;
            case BtfKind.ARRAY ->
                    size(types.resolve(types.tail(id, 0)))
                            * Integer.toUnsignedLong(types.tail(id, 8));
            default -> types.sizeOrType(id);
        };
    }

    private KernelField value(String name, String path, boolean fromSharedInfo) {
        int kind = types.kind(type);
        boolean signed =
                kind == BtfKind.INT
                        ? (types.tail(type, 0) & INT_SIGNED) != 0
                        : kind != BtfKind.POINTER && types.flag(type);
        if (kind != BtfKind.INT
                && kind != BtfKind.ENUM
                && kind != BtfKind.ENUM64
                && kind != BtfKind.POINTER) {
            throw new IllegalArgumentException(
                    "leads to %s, not to a number or a pointer: name one of its parts"
                            .formatted(describe(type)));
        }
        int width = bits > 0 ? bits : (int) size(type) * Byte.SIZE;
        int shift = (int) (bit % Byte.SIZE);
        int read = Byte.SIZE;
        while (read < shift + width && read < WORD) {
            read *= 2;
        }
        if (width == 0 || shift + width > read) {
            throw new IllegalArgumentException("leads to a number of " + width + " bits");
        }
        List<Integer> all = new ArrayList<>(offsets);
        all.add((int) (bit / Byte.SIZE));
        return new KernelField(
                name, path, fromSharedInfo, all, read / Byte.SIZE, shift, width, signed);
    }

    private String describe(int id) {
        return switch (types.kind(id)) {
            case 0 -> "void";
            case BtfKind.STRUCT, BtfKind.FORWARD -> named("struct", id);
            case BtfKind.UNION -> named("union", id);
            case BtfKind.ENUM, BtfKind.ENUM64 -> named("enum", id);
            case BtfKind.ARRAY -> "an array";
            case BtfKind.POINTER -> "a pointer";
            case BtfKind.INT -> types.name(id);
            default -> "something else";
        };
    }

    private String named(String kind, int id) {
        return types.name(id).isEmpty() ? "an unnamed " + kind : kind + " " + types.name(id);
    }
}
