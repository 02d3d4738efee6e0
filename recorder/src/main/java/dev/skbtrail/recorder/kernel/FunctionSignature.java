package dev.skbtrail.recorder.kernel;

/**
 * A kernel function as described by BTF.
 *
 * @param name without a compiler suffix
 * @param module module that contains it; null: the kernel itself
 * @param btfId id of its BTF_KIND_FUNC in the module's (or the kernel's) BTF
 * @param skbParameter register of the first {@code struct sk_buff *}, from 0; -1 when there is none
 * @param skbParameters the registers of all of them: bit n for register n
 * @param parameters number of parameters
 * @param variadic whether more arguments may follow, as with printf
 * @param returnType its return type
 */
public record FunctionSignature(
        String name,
        String module,
        int btfId,
        int skbParameter,
        long skbParameters,
        int parameters,
        boolean variadic,
        ReturnType returnType) {
    /** Number of arguments that the programs can read; further ones may be on the stack. */
    public static final int REGISTERS = 5;

    /** Whether the programs can read one of its packets. */
    public boolean hasSkb() {
        return skbParameter >= 0 && skbParameter < REGISTERS;
    }

    /** Whether the argument in that register, from 0, is a packet. */
    public boolean isSkb(int register) {
        return register >= 0 && register < REGISTERS && (skbParameters >>> register & 1) != 0;
    }

    /** The same function with another of its packet arguments selected. */
    public FunctionSignature at(int register) {
        return new FunctionSignature(
                name, module, btfId, register, skbParameters, parameters, variadic, returnType);
    }
}
