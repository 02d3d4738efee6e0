package dev.skbtrail.recorder.kernel;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What one BTF blob, the kernel's or a module's, says about functions, enums and structures. */
final class Btf {
    private static final String SK_BUFF = "sk_buff";
    private static final int REGISTER = 8;
    private static final int INT_SIGNED = 1 << 24;

    private final BtfTypes types;
    private final String module;
    private Map<String, Integer> functions;

    /**
     * @param base the kernel's BTF when this is a module's, else null
     * @param module name of the module, null for the kernel
     * @throws IllegalArgumentException when the bytes are no BTF
     */
    Btf(byte[] bytes, Btf base, String module) {
        this.types =
                new BtfTypes(
                        bytes,
                        module == null ? "BTF of the kernel" : "BTF of module " + module,
                        base == null ? null : base.types);
        this.module = module;
    }

    /** How many types it has, those of the base not counted. */
    int size() {
        return types.nextId() - types.firstId();
    }

    /** Null when there is no function of that name. */
    FunctionSignature function(String name) {
        Integer id = functions().get(name);
        if (id == null) {
            return null;
        }
        int prototype = types.sizeOrType(id);
        if (types.kind(prototype) != BtfKind.PROTOTYPE) {
            throw new IllegalArgumentException("damaged BTF: " + name + " has no prototype");
        }
        int parameters = types.count(prototype);
        return new FunctionSignature(
                name,
                module,
                id,
                skbParameter(prototype, parameters),
                parameters,
                returnType(prototype));
    }

    /**
     * Enumerators by name in the order of their declaration; empty when there is no such enum.
     * Values of 32 bits are extended as their enum says.
     */
    Map<String, Long> enumerators(String name) {
        Map<String, Long> values = new LinkedHashMap<>();
        for (int id = types.firstId(); id < types.nextId(); id++) {
            int kind = types.kind(id);
            if ((kind == BtfKind.ENUM || kind == BtfKind.ENUM64) && types.name(id).equals(name)) {
                addEnumerators(id, kind, values);
            }
        }
        return values;
    }

    /** Whether there is a struct or union of that name. */
    boolean hasStructure(String name) {
        for (int id = types.firstId(); id < types.nextId(); id++) {
            int kind = types.kind(id);
            if ((kind == BtfKind.STRUCT || kind == BtfKind.UNION) && types.name(id).equals(name)) {
                return true;
            }
        }
        return false;
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
            functions = new HashMap<>();
            for (int id = types.firstId(); id < types.nextId(); id++) {
                if (types.kind(id) == BtfKind.FUNCTION) {
                    functions.putIfAbsent(types.name(id), id);
                }
            }
        }
        return functions;
    }

    private int skbParameter(int prototype, int parameters) {
        for (int i = 0; i < parameters; i++) {
            if (isSkb(types.resolve(types.tail(prototype, i * 8 + 4)))) {
                return i;
            }
        }
        return -1;
    }

    private boolean isSkb(int type) {
        if (types.kind(type) != BtfKind.POINTER) {
            return false;
        }
        int target = types.resolve(types.sizeOrType(type));
        int kind = types.kind(target);
        // A module that never looks inside has only the declaration.
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
            // An enum without a negative value is unsigned to the compiler, but functions mix it
            // with -errno.
            case BtfKind.ENUM, BtfKind.ENUM64 ->
                    new ReturnType(ReturnType.Kind.INTEGER, types.sizeOrType(type), true);
            default -> new ReturnType(ReturnType.Kind.OTHER, 0, false);
        };
    }
}
