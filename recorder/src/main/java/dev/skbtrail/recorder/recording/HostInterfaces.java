package dev.skbtrail.recorder.recording;

import dev.skbtrail.recorder.kernel.InterfaceLister;
import dev.skbtrail.recorder.kernel.NetworkNamespace;
import dev.skbtrail.recorder.libbpf.NetnsThread;
import java.util.Map;

/** Enters a network namespace of this host to list its interfaces. */
public final class HostInterfaces implements InterfaceLister {

    @Override
    public Map<Integer, String> interfaces(NetworkNamespace namespace) {
        return NetnsThread.call(namespace.path(), NetnsThread::interfaces);
    }
}
