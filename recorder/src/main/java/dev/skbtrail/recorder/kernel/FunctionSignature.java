package dev.skbtrail.recorder.kernel;

/**
 * A kernel function as BTF describes it.
 *
 * @param name without a compiler's suffix
 * @param module module that has it; null: the kernel itself
 * @param btfId of its BTF_KIND_FUNC in the module's (or the kernel's) BTF
 * @param skbParameter position of the first {@code struct sk_buff *}, from 0; -1 when there is none
 * @param parameters how many it takes
 * @param returnType what it returns
 */
public record FunctionSignature(
        String name,
        String module,
        int btfId,
        int skbParameter,
        int parameters,
        ReturnType returnType) {}
