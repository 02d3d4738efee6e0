package dev.skbtrail.recorder.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The functions, enums and structures of one BTF blob, the kernel's or a module's. */
final class Btf {
    private static final String SK_BUFF = "sk_buff";
    private static final int REGISTER = 8;
    private static final int INT_SIGNED = 1 << 24;

    private final BtfTypes types;
    private final String module;
    private Map<String, Integer> functions;
    private Map<String, List<Integer>> enums;

    /**
     * @param base the kernel's BTF if this is a module's, else null
     * @param module name of the module, null for the kernel
     * @throws IllegalArgumentException when the bytes are not BTF
     */
    Btf(byte[] bytes, Btf base, String module) {
        this.types =
                new BtfTypes(
                        bytes,
                        module == null ? "BTF of the kernel" : "BTF of module " + module,
                        base == null ? null : base.types);
        this.module = module;
    }

    /** The number of types, without those of the base. */
    int size() {
        return types.nextId() - types.firstId();
    }

    /** Returns null when there is no function of that name. */
    FunctionSignature function(String name) {
        Integer id = functions().get(name);
        return id == null ? null : signature(name, id);
    }

    /** Functions with a {@code struct sk_buff *} in a readable register, by name. */
    List<FunctionSignature> functionsWithSkb() {
        List<FunctionSignature> found = new ArrayList<>();
        for (Map.Entry<String, Integer> function : functions().entrySet()) {
            FunctionSignature signature = signature(function.getKey(), function.getValue());
            if (signature.hasSkb()) {
                found.add(signature);
            }
        }
        return found;
    }

    private FunctionSignature signature(String name, int id) {
        int prototype = types.sizeOrType(id);
        if (types.kind(prototype) != BtfKind.PROTOTYPE) {
            throw new IllegalArgumentException("damaged BTF: " + name + " has no prototype");
        }
        boolean variadic = isVariadic(prototype);
        int parameters = types.count(prototype) - (variadic ? 1 : 0);
        long skbs = skbParameters(prototype, parameters);
        return new FunctionSignature(
                name,
                module,
                id,
                skbs == 0 ? -1 : Long.numberOfTrailingZeros(skbs),
                skbs,
                parameters,
                variadic,
                returnType(prototype));
    }

    /** A variadic function ends with a parameter without a type. */
    private boolean isVariadic(int prototype) {
        int count = types.count(prototype);
        return count > 0 && types.tail(prototype, (count - 1) * 8 + 4) == 0;
    }

    /**
     * Enumerators by name in the order of declaration; empty when there is no such enum. 32-bit
     * values are sign- or zero-extended according to their enum.
     */
    Map<String, Long> enumerators(String name) {
        Map<String, Long> values = new LinkedHashMap<>();
        for (int id : enums().getOrDefault(name, List.of())) {
            addEnumerators(id, types.kind(id), values);
        }
        return values;
    }

    /** Whether there is a struct or union of that name. */
    boolean hasStructure(String name) {
        return structure(name) != 0;
    }

    /**
     * Whether that struct or union has the member, and the member's type the next one of the path.
     */
    boolean hasMember(String structure, String... path) {
        BtfMembers members = new BtfMembers(types);
        int type = structure(structure);
        for (int i = 0; type != 0 && i < path.length; i++) {
            int kind = types.kind(type);
            BtfMembers.Found found =
                    kind == BtfKind.STRUCT || kind == BtfKind.UNION
                            ? members.find(type, path[i])
                            : null;
            type = found == null ? 0 : found.type();
        }
        return type != 0;
    }

    BtfTypes types() {
        return types;
    }

    /** Id of a struct or union; 0 when there is none of that name. */
    int structure(String name) {
        return IntStream.of(BtfKind.STRUCT, BtfKind.UNION)
                .flatMap(types::ids)
                .filter(id -> types.name(id).equals(name))
                .findFirst()
                .orElse(0);
    }

    private void addEnumerators(int id, int kind, Map<String, Long> values) {
        boolean signed = types.flag(id);
        for (int i = 0; i < types.count(id); i++) {
            int at = i * (kind == BtfKind.ENUM ? 8 : 12);
            int low = types.tail(id, at + 4);
            long value = signed ? low : Integer.toUnsignedLong(low);
            if (kind == BtfKind.ENUM64) {
                value = (long) types.tail(id, at + 8) << Integer.SIZE | Integer.toUnsignedLong(low);
            }
            values.put(types.string(types.tail(id, at)), value);
        }
    }

    private Map<String, Integer> functions() {
        if (functions == null) {
            functions = new TreeMap<>();
            types.ids(BtfKind.FUNCTION).forEach(id -> functions.putIfAbsent(types.name(id), id));
        }
        return functions;
    }

    /** Ids by name; several enums may share a name, and many have none. */
    private Map<String, List<Integer>> enums() {
        if (enums == null) {
            enums =
                    IntStream.of(BtfKind.ENUM, BtfKind.ENUM64)
                            .flatMap(types::ids)
                            .boxed()
                            .collect(Collectors.groupingBy(types::name));
        }
        return enums;
    }

    private long skbParameters(int prototype, int parameters) {
        long skbs = 0;
        int register = 0;
        for (int i = 0; i < parameters && register < Long.SIZE; i++) {
            int type = types.resolve(types.tail(prototype, i * 8 + 4));
            if (types.kind(type) == BtfKind.POINTER && isSkb(type)) {
                skbs |= 1L << register;
            }
            register += registers(type);
        }
        return skbs;
    }

    /** A structure passed by value takes one or two registers, or none when it is larger. */
    private int registers(int type) {
        int kind = types.kind(type);
        if (kind != BtfKind.STRUCT && kind != BtfKind.UNION) {
            return 1;
        }
        int size = types.sizeOrType(type);
        return size > 2 * REGISTER ? 0 : (size + REGISTER - 1) / REGISTER;
    }

    private boolean isSkb(int type) {
        int target = types.resolve(types.sizeOrType(type));
        int kind = types.kind(target);
        // A module that never accesses the members has only the declaration.
        return (kind == BtfKind.STRUCT || kind == BtfKind.FORWARD)
                && types.name(target).equals(SK_BUFF);
    }

    private ReturnType returnType(int prototype) {
        int type = types.resolve(types.sizeOrType(prototype));
        return switch (types.kind(type)) {
            case 0 -> new ReturnType(ReturnType.Kind.VOID, 0, false);
            case BtfKind.POINTER -> new ReturnType(ReturnType.Kind.POINTER, REGISTER, false);
            case BtfKind.INT ->
                    new ReturnType(
                            ReturnType.Kind.INTEGER,
                            types.sizeOrType(type),
                            (types.tail(type, 0) & INT_SIGNED) != 0);
            // The compiler treats an enum without a negative value as unsigned, but functions mix
            // it with -errno.
            case BtfKind.ENUM, BtfKind.ENUM64 ->
                    new ReturnType(ReturnType.Kind.INTEGER, types.sizeOrType(type), true);
            default -> new ReturnType(ReturnType.Kind.OTHER, 0, false);
        };
    }
}
