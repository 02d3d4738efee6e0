package dev.skbtrail.recorder.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.skbtrail.recorder.UserException;
import dev.skbtrail.recorder.kernel.Privileges.Privilege;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelFilesTest {
    @TempDir Path directory;

    @Test
    void readsTheChosenLockdown() throws IOException {
        Path file = directory.resolve("lockdown");
        Files.writeString(file, "none integrity [confidentiality]\n");
        assertEquals("confidentiality", HostInfo.readLockdown(file));
        assertEquals("unknown", HostInfo.readLockdown(directory.resolve("absent")));
    }

    @Test
    void readsEffectiveCapabilities() {
        Privileges none =
                Privileges.parse("CapPrm:\t0000003fffffffff\nCapEff:\t0000000000000000\n");
        assertEquals(List.of(Privilege.CAP_BPF, Privilege.CAP_PERFMON), none.missing());
        Privileges root = Privileges.parse("CapEff:\t000001ffffffffff\n");
        assertEquals(List.of(), root.missing());
        Privileges split = Privileges.parse("CapEff:\t0000008000000000\n");
        assertTrue(split.has(Privilege.CAP_BPF));
        assertEquals(List.of(Privilege.CAP_PERFMON), split.missing());
        Privileges administrator = Privileges.parse("CapEff:\t0000000000200000\n");
        assertTrue(administrator.has(Privilege.CAP_BPF));
        assertFalse(administrator.has(Privilege.CAP_NET_ADMIN));
    }

    @Test
    void readsTheConfigurationOfAKernel() {
        KernelConfig config = KernelConfig.parse("# CONFIG_FPROBE is not set\nCONFIG_KPROBES=y\n");
        assertTrue(config.isKnown());
        assertEquals("y", config.value("CONFIG_KPROBES"));
        assertEquals("n", config.value("CONFIG_FPROBE"));
        assertFalse(KernelConfig.read(directory.resolve("absent")).isKnown());
    }

    @Test
    void saysHowToGetBtf() {
        UserException missing = assertThrows(UserException.class, () -> KernelBtf.load(directory));
        assertTrue(missing.getMessage().contains("CONFIG_DEBUG_INFO_BTF=y"), missing.getMessage());
    }

    @Test
    void looksIntoModulesOnlyForWhatTheKernelDoesNotHave() throws IOException {
        BtfBuilder kernel = new BtfBuilder();
        int skb = kernel.pointer(kernel.type("sk_buff", BtfKind.STRUCT, 0, 232));
        kernel.function("ip_rcv", 0, skb);
        BtfBuilder module = kernel.module();
        module.function("nft_do_chain", 0, skb);
        Files.write(directory.resolve("vmlinux"), kernel.bytes());
        Files.write(directory.resolve("nf_tables"), module.bytes());
        KernelBtf btf = KernelBtf.load(directory);
        assertEquals(null, btf.function("ip_rcv").module());
        assertEquals("nf_tables", btf.function("nft_do_chain").module());
    }

    @Test
    void namesDropReasonsOfSubsystems() throws IOException {
        BtfBuilder kernel = new BtfBuilder();
        int reason = kernel.string("SKB_DROP_REASON_NO_SOCKET");
        int consumed = kernel.string("SKB_CONSUMED");
        int max = kernel.string("SKB_DROP_REASON_MAX");
        kernel.type("skb_drop_reason", BtfKind.ENUM, 3, 4, consumed, 1, reason, 3, max, 4);
        int mac = kernel.string("SKB_DROP_REASON_SUBSYS_MAC80211_UNUSABLE");
        kernel.type("skb_drop_reason_subsys", BtfKind.ENUM, 1, 4, mac, 1);
        int action = kernel.string("OVS_DROP_ACTION");
        kernel.type("ovs_drop_reason", BtfKind.ENUM, 1, 4, action, 0x30002);
        Files.write(directory.resolve("vmlinux"), kernel.bytes());
        DropReasons reasons = DropReasons.of(KernelBtf.load(directory));
        assertEquals("CONSUMED", reasons.name(1));
        assertEquals("NO_SOCKET", reasons.name(3));
        assertEquals("reason 4", reasons.name(4));
        assertEquals("subsystem MAC80211_UNUSABLE reason 9", reasons.name(0x10009));
        assertEquals("subsystem 7 reason 1", reasons.name(0x70001));
        assertEquals("OVS_DROP_ACTION", reasons.name(0x30002));
    }

    @Test
    void namesNearInterfacesAndClosedNamespaces() {
        NetworkNamespace open = new NetworkNamespace(1, "open", Path.of("/a"), 0);
        NetworkNamespace closed = new NetworkNamespace(2, null, Path.of("/b"), 0);
        InterfaceLister lister =
                namespace -> {
                    if (namespace == closed) {
                        throw new IllegalStateException("not permitted");
                    }
                    return Map.of(1, "lo", 2, "eth0");
                };
        Interfaces interfaces = Interfaces.scan(List.of(open, closed), lister);
        interfaces.require("eth0");
        IllegalArgumentException unknown =
                assertThrows(IllegalArgumentException.class, () -> interfaces.require("eth1"));
        assertEquals(
                "no interface 'eth1' in any of 1 network namespaces (did you mean eth0?);"
                        + " 1 could not be looked into: run with sudo",
                unknown.getMessage());
    }

    @Test
    void namesNearNetworkNamespaces() {
        IllegalArgumentException unknown =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> NetworkNamespaces.scan().find("no-such-namespace"));
        assertTrue(
                unknown.getMessage().startsWith("no network namespace 'no-such-namespace'"),
                unknown.getMessage());
    }
}
