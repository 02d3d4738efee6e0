package dev.skbtrail.recorder.libbpf;

import com.sun.jna.Library;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;

/**
 * The functions of the C library that we call: they return -1 (mmap: -1 as a pointer) and set
 * errno.
 */
interface LibC extends Library {
    /** mmap(2). */
    Pointer mmap(Pointer address, SizeT length, int protection, int flags, int fd, long offset);

    /** munmap(2). */
    int munmap(Pointer address, SizeT length);

    /** close(2). */
    int close(int fd);

    /** socket(2). */
    int socket(int family, int type, int protocol);

    /** connect(2). */
    int connect(int fd, Pointer address, int length);

    /** send(2). */
    NativeLong send(int fd, byte[] data, SizeT length, int flags);

    /** open(2). */
    int open(String path, int flags);

    /** ioctl(2). */
    int ioctl(int fd, long request, Object... argument);

    /** getrlimit(2): two 64-bit words, the soft and the hard limit. */
    int getrlimit(int resource, long[] limit);

    /** setrlimit(2). */
    int setrlimit(int resource, long[] limit);

    /** setns(2): moves only the calling thread into a namespace. */
    int setns(int fd, int type);

    /** getpwnam(3): {@code struct passwd}, valid until the next call. */
    Pointer getpwnam(String name);

    /** getgrouplist(3): -1 if the groups do not fit. */
    int getgrouplist(String user, int group, int[] groups, IntByReference count);

    /** setgroups(2), in every thread. */
    int setgroups(SizeT count, int[] groups);

    /** setresgid(2), in every thread. */
    int setresgid(int real, int effective, int saved);

    /** setresuid(2), in every thread. */
    int setresuid(int real, int effective, int saved);

    /** prctl(2), of the calling thread. */
    int prctl(int option, Object... arguments);

    /** sigaction(2). */
    int sigaction(int signal, Pointer action, Pointer before);

    /** if_nametoindex(3), in the network namespace of the calling thread. */
    int if_nametoindex(String name);

    /** if_nameindex(3): an array of {index, name} that ends with index 0. */
    Pointer if_nameindex();

    /** if_freenameindex(3). */
    void if_freenameindex(Pointer list);

    /** syscall(2), for bpf(2) commands that are newer than the installed libbpf. */
    long syscall(long number, Object... arguments);

    /** strerror(3). */
    String strerror(int errno);

    /** getpagesize(2). */
    int getpagesize();

    /** vasprintf(3), for the messages of libbpf; the caller frees the result. */
    int vasprintf(PointerByReference to, String format, Pointer arguments);

    /** free(3). */
    void free(Pointer memory);
}
