package dev.skbtrail.recorder.kernel;

import java.util.ArrayList;
import java.util.List;

/** Members of structures and unions; members of anonymous ones count as the outer one's own. */
final class BtfMembers {
    /** A member takes 12 bytes: name, type, offset. */
    private static final int MEMBER = 12;

    private static final int NESTED_MAX = 32;

    /**
     * One member.
     *
     * @param type resolved
     * @param bit offset from the beginning of the structure
     * @param bits width of a bit-field; 0: it is not one
     */
    record Found(int type, long bit, int bits) {}

    private final BtfTypes types;

    BtfMembers(BtfTypes types) {
        this.types = types;
    }

    /** Returns null when the structure has no such member. */
    Found find(int structure, String name) {
        return find(structure, name, 0);
    }

    private Found find(int structure, String name, int depth) {
        for (int i = 0; i < types.count(structure); i++) {
            Found member = member(structure, i);
            String own = name(structure, i);
            if (own.equals(name)) {
                return member;
            }
            Found inner =
                    isAnonymous(own, member, depth) ? find(member.type(), name, depth + 1) : null;
            if (inner != null) {
                return new Found(inner.type(), member.bit() + inner.bit(), inner.bits());
            }
        }
        return null;
    }

    /** All names, used to suggest a similar one. */
    List<String> names(int structure) {
        List<String> names = new ArrayList<>();
        addNames(structure, names, 0);
        return names;
    }

    private void addNames(int structure, List<String> names, int depth) {
        for (int i = 0; i < types.count(structure); i++) {
            String own = name(structure, i);
            Found member = member(structure, i);
            if (isAnonymous(own, member, depth)) {
                addNames(member.type(), names, depth + 1);
            } else {
                names.add(own);
            }
        }
    }

    private boolean isAnonymous(String name, Found member, int depth) {
        int kind = types.kind(member.type());
        return name.isEmpty()
                && depth < NESTED_MAX
                && (kind == BtfKind.STRUCT || kind == BtfKind.UNION);
    }

    private String name(int structure, int index) {
        return types.string(types.tail(structure, index * MEMBER));
    }

    /**
     * With the flag set, the offset word also holds the size of a bit-field, above 24 bits of
     * offset.
     */
    private Found member(int structure, int index) {
        int type = types.resolve(types.tail(structure, index * MEMBER + 4));
        int place = types.tail(structure, index * MEMBER + 8);
        return types.flag(structure)
                ? new Found(type, place & 0xffffff, place >>> 24)
                : new Found(type, Integer.toUnsignedLong(place), 0);
    }
}
