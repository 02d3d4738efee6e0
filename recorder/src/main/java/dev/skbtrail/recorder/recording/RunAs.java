package dev.skbtrail.recorder.recording;

import dev.skbtrail.recorder.UserException;
import dev.skbtrail.recorder.kernel.Privileges;
import dev.skbtrail.recorder.libbpf.Account;
import dev.skbtrail.recorder.libbpf.NativeException;
import dev.skbtrail.recorder.libbpf.SystemCallFilter;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * The user that a recording runs as, once its probes are attached. The files of the trace are this
 * user's from the start: what the user may not write is refused before anything is attached.
 */
public final class RunAs {
    /** The user who started the recorder: nothing changes. */
    public static final RunAs STARTER = new RunAs("", null);

    private static final int ROOT = 0;

    private final String name;
    private final Account account;

    private RunAs(String name, Account account) {
        this.name = name;
        this.account = account;
    }

    /**
     * @throws IllegalArgumentException if the user does not exist or is root
     */
    public static RunAs user(String name) {
        Account account = Account.of(name);
        if (account == null) {
            throw new IllegalArgumentException(
                    "no user '%s': give a name from 'getent passwd'".formatted(name));
        }
        if (account.uid() == ROOT) {
            throw new IllegalArgumentException(
                    "'--user %s' would keep every privilege: name an ordinary user"
                            .formatted(name));
        }
        openJars();
        return new RunAs(name, account);
    }

    /**
     * Java opens a jar when it first looks for something in it, which may be when this process may
     * not read it any more. A name that is in none makes it look in all.
     */
    private static void openJars() {
        RunAs.class.getClassLoader().getResource("in-no-jar");
    }

    /**
     * Does something with files as this user.
     *
     * @throws UserException as the work does; it then names the user
     */
    public <T> T write(Supplier<T> work) {
        if (account == null) {
            return work.get();
        }
        try {
            return account.call(work::get);
        } catch (UserException e) {
            throw new UserException("as user " + name + ": " + e.getMessage(), e);
        } catch (NativeException e) {
            throw needsRoot(e);
        }
    }

    /**
     * Checks that the recording can still read what the kernel counted.
     *
     * @param read reads it
     * @throws UserException when only a privileged process may
     */
    void requireReadable(Runnable read) {
        if (account == null) {
            return;
        }
        try {
            account.call(Executors.callable(read));
        } catch (NativeException e) {
            throw new UserException(
                    "--user %s: before 5.19 this kernel lets only root read the counters (%s): leave"
                                    .formatted(name, e.getMessage())
                            + " it out, or sysctl kernel.unprivileged_bpf_disabled=0",
                    e);
        }
    }

    /**
     * Gives up every privilege, in every thread, for good.
     *
     * @throws UserException when a thread has some left
     */
    void become() {
        if (account == null) {
            return;
        }
        try {
            account.become();
        } catch (NativeException e) {
            throw needsRoot(e);
        }
        SystemCallFilter.install();
        String held = Privileges.held();
        if (!held.isEmpty()) {
            throw new UserException(
                    "--user %s: this process keeps privileges (%s): clear its securebits"
                            .formatted(name, held));
        }
    }

    private UserException needsRoot(NativeException cause) {
        return new UserException(
                "--user %s needs root (%s): run it with sudo".formatted(name, cause.getMessage()),
                cause);
    }
}
