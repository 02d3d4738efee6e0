package dev.skbtrail.recorder.cli;

import dev.skbtrail.recorder.recording.ProcessSignals;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Turns Ctrl-C, SIGTERM, SIGQUIT and a lost terminal into a regular end of the recording; SIGUSR1
 * is for a flight recorder. A signal that was ignored when the process started stays ignored, as
 * nohup requires for SIGHUP.
 *
 * <p>A shutdown hook could not distinguish the signals, and the exit code would be that of a killed
 * process. So we use sun.misc.Signal, which every JDK exports (module jdk.unsupported), by
 * reflection: javac warns about direct use, and the warning cannot be suppressed.
 */
final class Interrupts {
    private static final Map<String, String> REASONS =
            Map.of("INT", "interrupt", "TERM", "terminate", "HUP", "hangup", "ALRM", "quit");

    private static final String WRITE_OUT = "USR1";

    /** Restores the previous handlers; the parent process may have set signals to ignored. */
    private final List<Runnable> restore;

    private Interrupts(List<Runnable> restore) {
        this.restore = restore;
    }

    /**
     * Until {@link #restore}, the first signal calls {@code stop} with its reason; the second one
     * ends the process. SIGUSR1 always calls {@code writeOut}.
     */
    static Interrupts handle(Consumer<String> stop, Runnable writeOut) {
        List<Runnable> restore = new ArrayList<>();
        REASONS.forEach(
                (name, reason) -> restore.add(install(name, true, () -> stop.accept(reason))));
        restore.add(install(WRITE_OUT, false, writeOut));
        // Before the handler of the alarm that it becomes.
        restore.add(0, ProcessSignals.quitAsAlarm());
        return new Interrupts(restore);
    }

    /** Restores the previous signal handlers. */
    void restore() {
        restore.forEach(Runnable::run);
    }

    /** Returns the action that restores the previous handler. */
    private static Runnable install(String name, boolean once, Runnable onSignal) {
        try {
            Class<?> signals = Class.forName("sun.misc.Signal");
            Class<?> handlers = Class.forName("sun.misc.SignalHandler");
            Method handle = signals.getMethod("handle", signals, handlers);
            Object signal = signals.getConstructor(String.class).newInstance(name);
            Object standard = handlers.getField("SIG_DFL").get(null);
            Object handler =
                    Proxy.newProxyInstance(
                            Interrupts.class.getClassLoader(),
                            new Class<?>[] {handlers},
                            (proxy, method, arguments) -> {
                                if (once) {
                                    handle.invoke(null, signal, standard);
                                }
                                onSignal.run();
                                return null;
                            });
            Object before = handle.invoke(null, signal, handler);
            return () -> reset(handle, signal, before);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java cannot handle SIG" + name, e);
        }
    }

    private static void reset(Method handle, Object signal, Object before) {
        try {
            handle.invoke(null, signal, before);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
