package dev.skbtrail.recorder.libbpf;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.LongByReference;

/**
 * The functions of {@code libbpf.so.1} that we call, with their C names. Functions that return an
 * {@code int} return a negative errno; functions that return a pointer return NULL and set errno.
 * See https://libbpf.readthedocs.io/en/latest/api.html.
 */
interface LibBpf extends Library {
    /** {@code int (*)(enum libbpf_print_level, const char *format, va_list)}. */
    interface PrintCallback extends Callback {
        int print(int level, String format, Pointer arguments);
    }

    Pointer libbpf_set_print(PrintCallback callback);

    int libbpf_num_possible_cpus();

    String libbpf_version_string();

    Pointer bpf_object__open_mem(Pointer bytes, SizeT size, Pointer options);

    int bpf_object__load(Pointer object);

    void bpf_object__close(Pointer object);

    /** Of the loaded object's own types; closed with it. */
    int bpf_object__btf_fd(Pointer object);

    Pointer bpf_object__find_map_by_name(Pointer object, String name);

    int bpf_map__fd(Pointer map);

    int bpf_map__set_max_entries(Pointer map, int entries);

    /** Memory of a data section before load; its size goes to {@code size}. */
    Pointer bpf_map__initial_value(Pointer map, LongByReference size);

    Pointer bpf_object__next_program(Pointer object, Pointer previous);

    String bpf_program__name(Pointer program);

    int bpf_program__set_autoload(Pointer program, boolean autoload);

    int bpf_program__set_type(Pointer program, int type);

    int bpf_program__set_expected_attach_type(Pointer program, int type);

    int bpf_program__set_attach_target(Pointer program, int programFd, String function);

    Pointer bpf_program__insns(Pointer program);

    SizeT bpf_program__insn_cnt(Pointer program);

    int bpf_program__fd(Pointer program);

    Pointer bpf_program__attach_kprobe_opts(Pointer program, String function, Pointer options);

    Pointer bpf_program__attach_kprobe_multi_opts(Pointer program, String pattern, Pointer options);

    int bpf_link__fd(Pointer link);

    int bpf_link__destroy(Pointer link);

    int bpf_prog_load(
            int type, String name, String license, Pointer insns, SizeT count, Pointer options);

    int bpf_raw_tracepoint_open(String name, int programFd);

    int bpf_link_create(int programFd, int targetFd, int attachType, Pointer options);

    /**
     * Ids of the programs at a hook, at most {@code count} of them; sets {@code count} to their
     * number.
     */
    int bpf_prog_query(
            int target, int attachType, int flags, Pointer attachFlags, Pointer ids, Pointer count);

    int bpf_prog_get_fd_by_id(int id);

    int bpf_map_create(
            int type, String name, int keySize, int valueSize, int entries, Pointer options);

    int bpf_map_update_elem(int fd, Pointer key, Pointer value, long flags);

    int bpf_map_lookup_elem(int fd, Pointer key, Pointer value);

    int bpf_obj_get_info_by_fd(int fd, Pointer info, Pointer infoLength);

    int bpf_btf_get_next_id(int start, Pointer next);

    int bpf_btf_get_fd_by_id(int id);
}
